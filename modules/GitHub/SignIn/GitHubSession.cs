using System.Text;
using Infra.GitHub.Api;

namespace Infra.GitHub.SignIn;

/// <summary>Somebody who is signed in: for requests, and for git. The token is shown nowhere.</summary>
/// <param name="api">The requests.</param>
/// <param name="token">The token of both.</param>
public sealed class GitHubSession(GitHubApi api, string token)
{
    /// <summary>The requests.</summary>
    public GitHubApi Api => api;

    /// <summary>
    /// What makes a git process sign in to a server, as environment variables: the token stands on no command line and in no file, and is
    /// sent to no other server. See <c>GIT_CONFIG_COUNT</c> in git-config(1) and <c>http.URL.extraHeader</c>.
    /// </summary>
    /// <param name="server">The server, such as <c>https://github.com</c>.</param>
    public IReadOnlyDictionary<string, string> GitVariables(Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GIT_CONFIG_COUNT"] = "1",
            ["GIT_CONFIG_KEY_0"] = $"http.{server.GetLeftPart(UriPartial.Authority)}/.extraheader",
            ["GIT_CONFIG_VALUE_0"] = $"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"x-access-token:{token}"))}",

            // Nobody is there to be asked for a password.
            ["GIT_TERMINAL_PROMPT"] = "0",
        };
    }

    /// <inheritdoc/>
    public override string ToString() => $"session of {api.Repository}";
}
