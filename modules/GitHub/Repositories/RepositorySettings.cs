using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.GitHub.Repositories;

/// <summary>What <c>stacks/delivery/github.yaml</c> says of the repository on GitHub. What follows from other files of stacks/ does not stand there.</summary>
public sealed record RepositorySettings
{
    /// <summary>The repository.</summary>
    public required GitHubRepository Repository { get; init; }

    /// <summary>The REST API of an Enterprise server; null for github.com.</summary>
    public HttpsUrl? Api { get; init; }

    /// <summary>The App ID of a GitHub App that only reads, by which jobs that seal read a private repository of applications; null for none.</summary>
    public string? ReaderApp { get; init; }

    /// <summary>GitHub environments that have more than what follows, in ordinal order of their names.</summary>
    public ImmutableArray<RepositoryEnvironment> Environments { get; init; } = [];

    /// <summary>How many reviews a pull request to main needs, 1 to 6.</summary>
    public int Reviews { get; init; } = 1;

    /// <summary>The team that approves every change of what judges, beside other reviews.</summary>
    public required string RulesTeam { get; init; }

    /// <summary>Checks of workflows that are written by hand and must pass before a merge, by their names.</summary>
    public ImmutableArray<string> Checks { get; init; } = [];

    /// <summary>The suites of tests that gates ask for, in ordinal order of their names.</summary>
    public ImmutableArray<TestSuite> Suites { get; init; } = [];

    /// <summary>Who reviews which files, in the order in which GitHub reads them: the last that fits counts.</summary>
    public ImmutableArray<CodeOwnership> CodeOwners { get; init; } = [];

    /// <summary>Labels, in ordinal order of their names.</summary>
    public ImmutableArray<RepositoryLabel> Labels { get; init; } = [];

    /// <summary>Variables that all workflows can read.</summary>
    public ImmutableSortedDictionary<string, string> Variables { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Patterns of actions that may run beside those of generated workflows.</summary>
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>Protections that the repository's plan of GitHub lacks and that are given up by decision.</summary>
    public ImmutableSortedSet<PlanFeature> Without { get; init; } = [];

    /// <summary>The environment of a name; one without anything where the file has none.</summary>
    public RepositoryEnvironment Environment(string name) => Environments.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.Ordinal)) ?? new RepositoryEnvironment(name);
}
