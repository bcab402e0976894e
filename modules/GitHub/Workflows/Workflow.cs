using System.Collections.Immutable;

namespace Infra.GitHub.Workflows;

/// <summary>A workflow of GitHub Actions. Its permissions are always none: each job asks for what it needs.</summary>
/// <param name="Name">The name that people see.</param>
/// <param name="Purpose">What it is for; the header says so.</param>
/// <param name="Triggers">What starts it.</param>
/// <param name="Jobs">The jobs, in the order in which they are written.</param>
public sealed record Workflow(string Name, string Purpose, ImmutableArray<Trigger> Triggers, ImmutableArray<Job> Jobs)
{
    /// <summary>One run at a time for each value; null where runs do not get into each other's way.</summary>
    public ConcurrencyGroup? Concurrency { get; init; }
}
