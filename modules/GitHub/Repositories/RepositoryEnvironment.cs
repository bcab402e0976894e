using System.Collections.Immutable;

namespace Infra.GitHub.Repositories;

/// <summary>What a GitHub environment has more than what follows from stacks/.</summary>
/// <param name="Name">Its name, such as <c>prod</c>, <c>prod-plan</c> or <c>release</c>.</param>
public sealed record RepositoryEnvironment(string Name)
{
    /// <summary>The teams that may approve a run of it, by the short names that GitHub gives them.</summary>
    public ImmutableArray<string> Teams { get; init; } = [];

    /// <summary>The people that may approve a run of it, by their names in <c>stacks/delivery/approvals.yaml</c>.</summary>
    public ImmutableArray<string> People { get; init; } = [];

    /// <summary>Minutes that a run waits before it begins, 0 to 43,200.</summary>
    public int WaitMinutes { get; init; }

    /// <summary>The executable script of the repository that gathers evidence before the gates of an apply, its path with slashes; null for none.</summary>
    public string? Evidence { get; init; }

    /// <summary>Its variables.</summary>
    public ImmutableSortedDictionary<string, string> Variables { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
