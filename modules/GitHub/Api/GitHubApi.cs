using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Values;
using Octokit;
using Polly;

namespace Infra.GitHub.Api;

/// <summary>Requests of one repository: JSON in, JSON out, with retries, all pages, and refusals said in words. Octokit carries them.</summary>
/// <remarks>
/// Nothing but the connection of Octokit is used: its models lack rulesets, branch policies and whether a reviewer may approve the
/// own run, and one way for all requests has one set of rules for retries.
/// </remarks>
public sealed class GitHubApi
{
    // A list that has more pages is wrong or hostile: 10,000 entries of 100 a page.
    private const int MaxPages = 100;

    private const string Accept = "application/vnd.github+json";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IConnection connection;

    private readonly ResiliencePipeline reads;

    private readonly ResiliencePipeline writes;

    /// <summary>Requests of a repository.</summary>
    /// <param name="connection">Carries the requests; its credentials are shown to nobody else.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="clock">Tells how long to wait, and waits.</param>
    /// <param name="waiting">Is told of every wait in a sentence; null for nobody.</param>
    public GitHubApi(IConnection connection, GitHubRepository repository, TimeProvider clock, Action<string>? waiting = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(repository);
        (this.connection, Repository) = (connection, repository);
        reads = Retries.Of(clock, isRepeatable: true, waiting);
        writes = Retries.Of(clock, isRepeatable: false, waiting);
    }

    /// <summary>The repository.</summary>
    public GitHubRepository Repository { get; }

    /// <summary>Who the token writes as, where that is known; null where GitHub must be asked.</summary>
    public string? Login { get; init; }

    /// <summary>Takes what signs in out of GitHub's words; at first only what has the form of a credential.</summary>
    internal CredentialMask Mask { get; init; } = new();

    /// <summary>Reads one thing of the repository.</summary>
    /// <param name="path">The path behind <c>repos/OWNER/NAME/</c>; empty for the repository itself. A path with a leading slash begins at the root.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Its JSON; null where there is no such thing.</returns>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public async Task<JsonNode?> FindAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return Body(await AttemptAsync(reads, token => connection.Get<object>(Address(path), null!, Accept, token), cancellation));
        }
        catch (NotFoundException)
        {
            return null;
        }
        catch (Exception refused) when (Refusals.Are(refused, cancellation))
        {
            throw Refusals.Of("read", path, Repository, refused, Mask);
        }
    }

    /// <summary>Reads one thing of the repository that must be there.</summary>
    /// <exception cref="InfraException">There is none, GitHub refused, or did not answer.</exception>
    public async Task<JsonNode> GetAsync(string path, CancellationToken cancellation) =>
        await FindAsync(path, cancellation) ?? throw Refusals.Missing(path, Repository);

    /// <summary>Reads a list, all pages of it.</summary>
    /// <param name="path">As of <see cref="FindAsync"/>, with its own query if any.</param>
    /// <param name="name">The field of the page that holds the entries; null where the page is the list.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="InfraException">GitHub refused, did not answer, or did not end.</exception>
    public async Task<ImmutableArray<JsonNode>> ListAsync(string path, string? name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(path);
        ListedEntries listed = await PagesAsync(path, name, MaxPages, cancellation);
        return listed.IsWhole
            ? listed.Entries
            : throw new InfraException(ErrorKind.Failed, $"GitHub lists more than {MaxPages} pages of {Printable.Text(path)} in {Repository}; nobody means that. Clear them up, or look whether the server is the right one.");
    }

    /// <summary>Reads a list that strangers can make as long as they like, up to a number of pages of 100.</summary>
    /// <param name="path">As of <see cref="FindAsync"/>, with its own query if any.</param>
    /// <param name="mostPages">How many pages are read.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The entries, whether these are all of them, and GitHub's time.</returns>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public Task<ListedEntries> ListAsync(string path, int mostPages, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(path);
        return PagesAsync(path, null, mostPages, cancellation);
    }

    private async Task<ListedEntries> PagesAsync(string path, string? name, int mostPages, CancellationToken cancellation)
    {
        var entries = ImmutableArray.CreateBuilder<JsonNode>();
        DateTimeOffset? at = null;
        Uri? next = Address($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}per_page=100");
        for (int page = 0; next is not null && page < mostPages; page++)
        {
            Uri address = next;
            IApiResponse<object> response;
            try
            {
                response = await AttemptAsync(reads, token => connection.Get<object>(address, null!, Accept, token), cancellation);
            }
            catch (Exception refused) when (Refusals.Are(refused, cancellation))
            {
                throw Refusals.Of("list", path, Repository, refused, Mask);
            }

            JsonNode? body = Body(response);
            entries.AddRange(((name is null ? body : body?[name]) as JsonArray ?? []).OfType<JsonNode>());
            at = page == 0 ? Date(response) : at;
            next = Next(response);
        }

        return new(entries.ToImmutable(), next is null, at);
    }

    /// <summary>Asks the GraphQL API, which changes nothing.</summary>
    /// <param name="query">The query.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>What stands below <c>data</c>; what was not found is null in it.</returns>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public async Task<JsonNode> QueryAsync(string query, JsonObject variables, CancellationToken cancellation)
    {
        JsonObject body = new() { ["query"] = query, ["variables"] = variables };
        JsonNode? answer = await WriteAsync("answer", "graphql", reads, token => connection.Post<object>(Graph, Text(body), Accept, "application/json", cancellationToken: token), cancellation);
        return answer?["data"] ?? throw new InfraException(
            ErrorKind.Failed, $"GitHub did not answer graphql of {Repository}: {Printable.Text(Printable.Cut(Mask.Apply(Json.Text((answer?["errors"] as JsonArray)?.FirstOrDefault(), "message") ?? "without a reason"), 300))}. Run the same command again.");
    }

    /// <summary>Makes something. A request that may have arrived is not repeated, because it would make a second one.</summary>
    /// <exception cref="UncertainException">The connection broke, so nobody knows whether it was made: look again.</exception>
    /// <exception cref="InfraException">GitHub refused.</exception>
    public Task<JsonNode?> PostAsync(string path, JsonObject body, CancellationToken cancellation) =>
        WriteAsync("make", path, writes, token => connection.Post<object>(Address(path), Text(body), Accept, "application/json", cancellationToken: token), cancellation);

    /// <summary>Changes something; repeating it changes nothing more.</summary>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public Task<JsonNode?> PatchAsync(string path, JsonObject body, CancellationToken cancellation) =>
        WriteAsync("change", path, reads, _ => connection.Patch<object>(Address(path), Text(body)), cancellation);

    /// <summary>Puts something in place; repeating it changes nothing more.</summary>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public Task<JsonNode?> PutAsync(string path, JsonObject body, CancellationToken cancellation) =>
        WriteAsync("set", path, reads, _ => connection.Put<object>(Address(path), Text(body)), cancellation);

    /// <summary>Deletes something; what is gone already is fine.</summary>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public async Task DeleteAsync(string path, CancellationToken cancellation)
    {
        try
        {
            _ = await reads.ExecuteAsync(async _ => await connection.Delete(Address(path)), cancellation);
        }
        catch (NotFoundException)
        {
            // Deleted by an attempt whose answer was lost, or by somebody else.
        }
        catch (Exception refused) when (Refusals.Are(refused, cancellation))
        {
            throw Refusals.Of("delete", path, Repository, refused, Mask);
        }
    }

    private async Task<JsonNode?> WriteAsync(string verb, string path, ResiliencePipeline pipeline, Func<CancellationToken, Task<IApiResponse<object>>> send, CancellationToken cancellation)
    {
        try
        {
            return Body(await AttemptAsync(pipeline, send, cancellation));
        }
        catch (Exception broken) when (pipeline == writes && Retries.IsUncertain(broken) && !cancellation.IsCancellationRequested)
        {
            throw new UncertainException(path, Refusals.Cause(broken, Mask));
        }
        catch (Exception refused) when (Refusals.Are(refused, cancellation))
        {
            throw Refusals.Of(verb, path, Repository, refused, Mask);
        }
    }

    private static async Task<IApiResponse<object>> AttemptAsync(ResiliencePipeline pipeline, Func<CancellationToken, Task<IApiResponse<object>>> send, CancellationToken cancellation) =>
        await pipeline.ExecuteAsync(async token => await send(token), cancellation);

    // Numbers and names are escaped by whoever builds a path; the repository has a form that needs no escaping.
    private Uri Address(string path) => path switch
    {
        "" => new($"repos/{Repository}", UriKind.Relative),
        ['/', ..] => new(path[1..], UriKind.Relative),
        _ => new($"repos/{Repository}/{path}", UriKind.Relative),
    };

    // Source: https://docs.github.com/en/enterprise-server@latest/graphql/guides/forming-calls-with-graphql, beside and not below the REST API.
    private Uri Graph => new(connection.BaseAddress, connection.BaseAddress.AbsolutePath == "/api/v3/" ? "/api/graphql" : "graphql");

    // The next page on another server would be shown the token.
    private Uri? Next(IApiResponse<object> response) =>
        response.HttpResponse.ApiInfo.Links.TryGetValue("next", out Uri? next)
            ? connection.BaseAddress.IsBaseOf(next) ? next : throw new InfraException(ErrorKind.Failed, $"The next page is said to be on {Printable.Text(next.Authority)}, and not below {connection.BaseAddress}: it is not asked. Look whether GITHUB_API_URL is right.")
            : null;

    private static DateTimeOffset? Date(IApiResponse<object> response) =>
        response.HttpResponse.Headers.FirstOrDefault(h => h.Key.Equals("date", StringComparison.OrdinalIgnoreCase)).Value is { } text
        && DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date : null;

    private static string Text(JsonObject body) => body.ToJsonString(Plain);

    private static JsonNode? Body(IApiResponse<object> response) =>
        response.HttpResponse is { StatusCode: not HttpStatusCode.NoContent, Body: string { Length: > 0 } text } ? JsonNode.Parse(text) : null;
}
