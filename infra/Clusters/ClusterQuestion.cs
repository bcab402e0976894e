using System.Net;
using System.Text.Json;
using Infra.Model.Errors;
using Infra.Model.Masking;
using k8s.Autorest;

namespace Infra.Clusters;

/// <summary>Questions to a cluster, and what is said of an answer that is none.</summary>
/// <param name="cluster">The name of the cluster.</param>
internal sealed class ClusterQuestion(string cluster)
{
    /// <summary>How many objects a page has.</summary>
    public const int PageSize = 50;

    /// <summary>The most pages of a list: five thousand objects, ten times what one Argo CD is set up for here.</summary>
    public const int MaxPages = 100;

    // A list whose place was forgotten is begun again so often.
    private const int MaxBeginnings = 3;
    private const int MaxMessage = 300;
    private const int MaxMasked = 4000;

    // What an API server says, in plain text, of a kind that it does not have.
    private const string UnknownPath = "404 page not found";

    /// <summary>One answer; null where there is none of that name.</summary>
    /// <param name="what">What is asked for.</param>
    /// <param name="ask">Asks.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">There is no answer to go by.</exception>
    public async Task<T?> AskAsync<T>(string what, Func<CancellationToken, Task<HttpOperationResponse<T>>> ask, CancellationToken cancellation)
    {
        try
        {
            using HttpOperationResponse<T> answer = await ask(cancellation);
            return answer.Body ?? throw Malformed(what, null);
        }
        catch (HttpOperationException missing) when (missing.Response?.StatusCode == HttpStatusCode.NotFound && (StatusOf(missing) is not null || missing.Response.Content?.Trim() == UnknownPath))
        {
            return default;
        }
        catch (HttpOperationException refused)
        {
            throw Refusal(what, refused);
        }
        catch (TimeoutException late)
        {
            throw new InfraException(ErrorKind.Timeout, $"{cluster} failed when asked for {what}: {late.Message}. Try again; https://status.cloud.google.com says whether Google has trouble.", late);
        }
        catch (HttpRequestException large) when (large.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new InfraException(ErrorKind.Failed, $"{cluster} answers with more than {ClusterRequests.MaxBytes >> 20} MiB when asked for {what}, which no cluster does. Nothing of it was read. See what answers at its address.", large);
        }
        catch (HttpRequestException unreachable)
        {
            throw new InfraException(
                ErrorKind.Failed, $"{cluster} does not answer: {Said(unreachable.Message)}. See whether it is there (`gcloud container clusters list`), and whether this network reaches gke.goog.", unreachable);
        }
        catch (Exception strange) when (strange is JsonException or NotSupportedException or FormatException)
        {
            throw Malformed(what, strange);
        }
    }

    /// <summary>All pages of a list; none where there is no such kind.</summary>
    /// <param name="what">What is asked for.</param>
    /// <param name="ask">Asks for the page that begins at a place; null for the first.</param>
    /// <param name="read">Reads a page.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">There is no answer to go by.</exception>
    public async Task<IReadOnlyList<TItem>> ListAsync<TList, TItem>(
        string what, Func<string?, CancellationToken, Task<HttpOperationResponse<TList>>> ask, Func<TList, ClusterPage<TItem>> read, CancellationToken cancellation)
    {
        for (int beginning = 1; ; beginning++)
        {
            try
            {
                return await PagesAsync(what, ask, read, cancellation);
            }
            catch (InfraException lost) when (beginning < MaxBeginnings && lost.InnerException is HttpOperationException { Response.StatusCode: HttpStatusCode.Gone })
            {
                // The list changed for longer than the cluster remembers, so what was read of it is of no use.
            }
        }
    }

    /// <summary>Refuses an answer that is not what was asked for.</summary>
    /// <exception cref="InfraException">It is not.</exception>
    public bool Require(bool holds, string what) => holds ? true : throw Malformed(what, null);

    private async Task<IReadOnlyList<TItem>> PagesAsync<TList, TItem>(
        string what, Func<string?, CancellationToken, Task<HttpOperationResponse<TList>>> ask, Func<TList, ClusterPage<TItem>> read, CancellationToken cancellation)
    {
        List<TItem> items = [];
        string? next = null;
        for (int pages = 0; pages < MaxPages; pages++)
        {
            TList? list = await AskAsync(what, stop => ask(next, stop), cancellation);
            if (list is null or JsonElement { ValueKind: JsonValueKind.Undefined })
            {
                return items;
            }

            (IEnumerable<TItem>? found, next) = read(list);
            items.AddRange(found ?? throw Malformed(what, null));
            if (string.IsNullOrEmpty(next))
            {
                return items;
            }
        }

        throw new InfraException(ErrorKind.Failed, $"{cluster} comes to no end of {what}: after {MaxPages} pages of {PageSize} there is one more. Nothing of it counts. Delete what nobody needs; no environment has so many.");
    }

    private InfraException Refusal(string what, HttpOperationException refused)
    {
        HttpStatusCode? code = refused.Response?.StatusCode;
        string said = StatusOf(refused) is { Length: > 0 } message ? $": {message}" : "";
        return code switch
        {
            HttpStatusCode.Gone => new InfraException(ErrorKind.Failed, $"{cluster} forgot the place in {what} again and again (410){said}. It is busy: try again.", refused),
            HttpStatusCode.Unauthorized => new InfraException(ErrorKind.Authentication, $"{cluster} does not take your credentials (401){said}. Run `gcloud auth application-default login`.", refused),
            HttpStatusCode.Forbidden => new InfraException(
                ErrorKind.Authentication, $"{cluster} does not let you read {what} (403){said}. Have somebody grant you roles/container.viewer in its project (docs/bootstrap.md, What runs).", refused),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new InfraException(
                ErrorKind.Failed, $"{cluster} sends the question for {what} elsewhere ({(int?)code}), and no token goes there. See what answers at its address: no control plane does that.", refused),
            HttpStatusCode.NotFound => new InfraException(ErrorKind.Failed, $"What answers for {cluster} does not know {what} and is no Kubernetes (404). See what answers at its address.", refused),
            _ => new InfraException(ErrorKind.Failed, $"{cluster} failed when asked for {what}: it answers {(int?)code}{said}. Try again; https://status.cloud.google.com says whether Google has trouble.", refused),
        };
    }

    private InfraException Malformed(string what, Exception? cause) =>
        new(ErrorKind.Failed, $"{cluster} answers the question for {what} with something that Kubernetes does not say. See what answers at its address; a proxy that wants a sign-in does that.", cause);

    // What a Status object says; null where the answer is none.
    private static string? StatusOf(HttpOperationException refused)
    {
        try
        {
            using JsonDocument status = JsonDocument.Parse(refused.Response?.Content ?? "");
            return ArgoCdObjects.Text(status.RootElement, "kind") == "Status" ? Said(ArgoCdObjects.Text(status.RootElement, "message")) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What a stranger wrote, as far as it can be shown: without credentials, in one line, and not without end.</summary>
    public static string Shown(string text) => Printable.Text(Printable.Cut(new CredentialMask().Apply(Printable.Cut(text, MaxMasked)), MaxMessage));

    /// <summary>The same, for the middle of a sentence.</summary>
    public static string Said(string text) => Shown(text).TrimEnd('.');
}
