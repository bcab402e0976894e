using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Values;
using Octokit;

namespace Infra.GitHub.Api;

/// <summary>What GitHub refused, in words that say what to do.</summary>
internal static class Refusals
{
    // GitHub's own words are kept short: a body may be a page.
    private const int MaxSaid = 300;

    /// <summary>Whether an exception is a refusal or a failure of GitHub, and not a stop by a person.</summary>
    public static bool Are(Exception failed, CancellationToken cancellation) =>
        failed is ApiException or HttpRequestException or IOException || (failed is TaskCanceledException && !cancellation.IsCancellationRequested);

    /// <summary>The error of a refusal.</summary>
    public static InfraException Of(string verb, string path, GitHubRepository repository, Exception failed, CredentialMask mask)
    {
        string what = $"GitHub did not {verb} {Printable.Text(path.Length == 0 ? "the repository" : path)} of {repository}";
        return failed is not ApiException refused
            ? new InfraException(ErrorKind.Failed, $"{what}: it cannot be reached, tried again and again: {Printable.Text(mask.Apply(failed.Message))}. Look at the network and at GITHUB_API_URL, and run the same command again.", Cause(failed, mask))
            : new InfraException(Exit(refused), $"{what}: {(int)refused.StatusCode}, {Said(refused, mask)}. {Mend(refused)}", Cause(failed, mask));
    }

    /// <summary>The error of something that is not there.</summary>
    public static InfraException Missing(string path, GitHubRepository repository) =>
        new(ErrorKind.Configuration, $"GitHub has no {Printable.Text(path.Length == 0 ? "repository" : path)} of {repository}, or does not show it to this token. Look at the name, and at what the token may read.");

    private static ErrorKind Exit(ApiException refused) => (int)refused.StatusCode is 401 or 403 ? ErrorKind.Authentication : ErrorKind.Failed;

    /// <summary>The cause to keep; null where its own words hold a credential, because a server may repeat what it was sent.</summary>
    public static Exception? Cause(Exception failed, CredentialMask mask)
    {
        string words = $"{failed}\n{(failed as ApiException)?.HttpResponse?.Body}";
        return mask.Apply(words) == words ? failed : null;
    }

    private static string Said(ApiException refused, CredentialMask mask)
    {
        IEnumerable<string> details = (refused.ApiError?.Errors ?? []).Select(e => e.Message ?? $"{e.Resource} {e.Field} {e.Code}".Trim());
        string said = mask.Apply(string.Join("; ", details.Prepend(refused.ApiError?.Message ?? "").Where(t => t.Length > 0)));
        return Printable.Text(said.Length == 0 ? "without a reason" : said.Length <= MaxSaid ? said.TrimEnd('.') : said[..MaxSaid] + "...");
    }

    private static string Mend(ApiException refused) => (int)refused.StatusCode switch
    {
        401 => "The token is missing, wrong or expired: set GITHUB_TOKEN, or INFRA_GITHUB_APP_ID and INFRA_GITHUB_APP_KEY.",
        403 when refused is RateLimitExceededException or SecondaryRateLimitExceededException => "The limit ends too late to wait for; run the same command again then.",
        403 => "The token may not do that: give its job or App the permission, which docs/github.md lists by command.",
        404 => "It is not there, or not shown to this token: look at the name, and at what the token may do.",
        409 => "Somebody else changed it at the same time, or GitHub is still working on it. Run the same command again; it starts from what is there now.",
        422 => "GitHub does not accept what was sent: fix what it names, in stacks/delivery/github.yaml if it comes from there, and run the same command again.",
        429 => "Too many requests: run the same command again later.",
        >= 500 => "That is a failure of GitHub: look at its status page, and run the same command again.",
        _ => "Fix what it names, and run the same command again.",
    };
}
