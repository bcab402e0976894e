using System.CommandLine;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra github comment|issue|sync</c>: what workflows say to people, and the settings of the repository.</summary>
internal static class GitHubCommand
{
    public static Command Build(Host host) => new("github", "The repository on GitHub: comments, issues and settings.")
    {
        GitHubComment.Build(host), GitHubIssue.Build(host), GitHubSync.Build(host),
    };
}
