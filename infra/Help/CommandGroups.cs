using System.CommandLine;

namespace Infra.Help;

/// <summary>The groups in which help and README show commands: by what a person wants to do. A command that stands in none is shown in the last.</summary>
internal static class CommandGroups
{
    private const string Others = "Other";

    private static readonly (string Title, string[] Names)[] All =
    [
        ("Start", ["init", "bootstrap", "doctor", "check", "demo", "whoami"]),
        ("Plan and apply", ["preview", "up", "destroy", "refresh", "drift", "secrets", "status", "outputs", "graph"]),
        ("Settings and state", ["add", "remove", "config", "import", "state", "cloud"]),
        ("Approve and gate", ["approve", "approvals", "gate", "evidence", "freeze"]),
        ("Release", ["promote", "rollout", "rollback", "hotfix"]),
        ("Argo CD and GitHub", ["render", "apps", "workflows", "github"]),
        ("Rules and records", ["policy", "compliance", "audit", "sbom", "versions"]),
        ("Your shell", ["completion"]),
    ];

    /// <summary>The commands below the root in their groups, each group with a command at least.</summary>
    public static IEnumerable<(string Title, IEnumerable<Command> Commands)> Of(Command root)
    {
        ILookup<string, Command> byName = root.Subcommands.ToLookup(c => c.Name, StringComparer.Ordinal);
        string[] known = [.. All.SelectMany(g => g.Names)];
        return All.Select(g => (g.Title, g.Names.SelectMany(n => byName[n])))
            .Append((Others, root.Subcommands.Where(c => !known.Contains(c.Name, StringComparer.Ordinal))))
            .Where(g => g.Item2.Any());
    }
}
