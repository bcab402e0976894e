using System.Collections.Immutable;

namespace Infra.GitHub.Repositories;

/// <summary>The files that decide what may reach an environment, and what decides that: the program, its build, workflows, and the data of rules.</summary>
/// <remarks>
/// Patterns of rulesets are those of fnmatch (https://docs.github.com/en/rest/repos/rules): <c>**/</c> stands for any folders and none, and a name that
/// begins with a dot is one only to a pattern that says so.
/// </remarks>
public static class JudgingFiles
{
    private static readonly ImmutableArray<string> Folders = [".ci", ".github", "infra", "modules", "offline"];

    /// <summary>The patterns of a repository, in ordinal order: with the scripts that gather evidence, because they run in the job that applies.</summary>
    public static ImmutableArray<string> Of(RepositorySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [.. Patterns.Concat(settings.Environments.Select(e => e.Evidence).OfType<string>()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The patterns of every repository, in ordinal order.</summary>
    public static ImmutableArray<string> Patterns { get; } =
    [
        .. Folders.SelectMany(f => new[] { $"{f}/**/*", $"{f}/**/.*", $"{f}/**/.*/**/*" })
            .Concat([
                "**/.editorconfig", "**/.gitattributes", "**/.gitignore", "**/.gitmodules", "**/Directory.*", "Infra.sln", "MSBuild.rsp", "NuGet.Config", "Pulumi.yaml", "global.json", "nuget.config", "run",
                "stacks/*/foundation.yaml", "stacks/Pulumi.bootstrap.yaml", "stacks/company.yaml", "stacks/delivery/approvals.yaml", "stacks/delivery/calendar.yaml", "stacks/delivery/gates.yaml", "stacks/delivery/github.yaml", "stacks/operations/service-levels.yaml",
                "stacks/delivery/tools.sha256", "stacks/rules/waivers.yaml",
            ]).Order(StringComparer.Ordinal),
    ];
}
