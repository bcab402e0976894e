using System.Text.Json.Nodes;
using Infra.GitHub.Api;
using Infra.Model.Errors;
using Octokit;

namespace Infra.GitHub.Comments;

/// <summary>Who the token writes as. Only what that account wrote is ever changed.</summary>
internal static class Author
{
    // The token of a job is that of the App "GitHub Actions", which has no user of its own to ask for.
    private const string Actions = "github-actions[bot]";

    /// <summary>The login of the token.</summary>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public static async Task<string> LoginAsync(GitHubApi api, CancellationToken cancellation)
    {
        if (api.Login is { } known)
        {
            return known;
        }

        try
        {
            return Json.Text(await api.GetAsync("/user", cancellation), "login") ?? Actions;
        }
        catch (InfraException refused) when (refused.InnerException is ForbiddenException and not (RateLimitExceededException or SecondaryRateLimitExceededException))
        {
            return Actions;
        }
    }

    /// <summary>Whether that account wrote something.</summary>
    public static bool Wrote(string login, JsonNode entry) => string.Equals(Json.Text(entry["user"], "login"), login, StringComparison.OrdinalIgnoreCase);
}
