using System.Globalization;
using System.Text.Json.Nodes;
using Infra.GitHub.Api;
using Infra.GitHub.Comments;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Values;
using Octokit;
using Octokit.Internal;

namespace Infra.GitHub.SignIn;

/// <summary>Makes the connection to a repository: with a token, or as an App, whose token is fetched and kept in memory alone.</summary>
/// <param name="server">The address of the REST API: <c>https://api.github.com</c>, or <c>https://HOST/api/v3</c> of an Enterprise server.</param>
/// <param name="version">The version of this program, by which it introduces itself.</param>
/// <param name="clock">Tells the time, and waits.</param>
/// <param name="waiting">Is told of every wait in a sentence; null for nobody.</param>
public sealed class GitHubSignIn(Uri server, string version, TimeProvider clock, Action<string>? waiting = null)
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(1);

    /// <summary>Whether a header can carry a token. The error of the library about one that does not fit quotes it, so it is asked before.</summary>
    /// <remarks>RFC 7235, token68.</remarks>
    public static bool IsToken(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return token.Length > 0 && token.All(c => char.IsAsciiLetterOrDigit(c) || "-._~+/=".Contains(c, StringComparison.Ordinal));
    }

    /// <summary>A repository, as whoever the token belongs to.</summary>
    public GitHubSession WithToken(GitHubRepository repository, string token) => new(Api(repository, new Credentials(token), null), token);

    /// <summary>A repository, as an installation of an App. Its token ends within the hour, and is good for this repository alone.</summary>
    /// <exception cref="InfraException">The key is none, the App is not installed, GitHub refused, or did not answer.</exception>
    public async Task<GitHubSession> AsAppAsync(GitHubRepository repository, AppKey key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(key);
        GitHubApi app = Api(repository, new Credentials(key.Sign(clock.GetUtcNow()), AuthenticationType.Bearer), null);
        string? slug = Json.Text(await app.GetAsync("/app", cancellation), "slug");
        string token = await TokenAsync(app, repository, isReading: false, cancellation)
            ?? throw new InfraException(ErrorKind.Authentication, $"The App of INFRA_GITHUB_APP_ID is not installed in {repository}. Install it there: the settings of the App, Install App.");
        return new GitHubSession(Api(repository, new Credentials(token), slug is null ? null : $"{slug}[bot]"), token);
    }

    /// <summary>A repository that is read and not written, as an installation of an App.</summary>
    /// <returns>Null where the App is not installed there.</returns>
    /// <exception cref="InfraException">The key is none, GitHub refused, or did not answer.</exception>
    public async Task<GitHubSession?> ReadingAsync(GitHubRepository repository, AppKey key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(key);
        GitHubApi app = Api(repository, new Credentials(key.Sign(clock.GetUtcNow()), AuthenticationType.Bearer), null);
        return await TokenAsync(app, repository, isReading: true, cancellation) is { } token ? WithToken(repository, token) : null;
    }

    private static async Task<string?> TokenAsync(GitHubApi app, GitHubRepository repository, bool isReading, CancellationToken cancellation)
    {
        if (Json.Number(await app.FindAsync("installation", cancellation), "id") is not { } installation)
        {
            return null;
        }

        JsonObject wanted = new() { ["repositories"] = new JsonArray(repository.Value[(repository.Owner.Length + 1)..]) };
        if (isReading)
        {
            wanted["permissions"] = new JsonObject { ["contents"] = "read" };
        }

        JsonNode? answer = await Keeping.SurelyAsync(() => app.PostAsync(string.Create(CultureInfo.InvariantCulture, $"/app/installations/{installation}/access_tokens"), (JsonObject)wanted.DeepClone(), cancellation));
        string token = Json.Text(answer, "token") ?? throw new InfraException(ErrorKind.Failed, $"GitHub answered without a token for {repository}. Look whether GITHUB_API_URL is right.");
        if (!IsToken(token))
        {
            throw new InfraException(ErrorKind.Failed, $"GitHub answered with a token for {repository} that no header can carry (it is not shown). Look whether GITHUB_API_URL is right.");
        }

        return token;
    }

    private GitHubApi Api(GitHubRepository repository, Credentials credentials, string? login)
    {
        // Without the last slash the last name of the path would be replaced and not followed.
        Uri address = server.AbsoluteUri.EndsWith('/') ? server : new Uri(server.AbsoluteUri + "/");
        Connection connection = new(new ProductHeaderValue("infra", version), address, new InMemoryCredentialStore(credentials));
        connection.SetRequestTimeout(LongestRequest);
        return new GitHubApi(connection, repository, clock, waiting) { Login = login, Mask = new CredentialMask(credentials.Password) };
    }
}
