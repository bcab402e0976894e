using System.Collections.Immutable;

namespace Infra.GitHub.Workflows;

/// <summary>A job: one machine, some steps.</summary>
public sealed record Job
{
    /// <summary>Its id in the workflow.</summary>
    public required string Id { get; init; }

    /// <summary>The name that people see.</summary>
    public required string Name { get; init; }

    /// <summary>The permissions of its token, by scope: <c>read</c> or <c>write</c>; others are none.</summary>
    public required ImmutableSortedDictionary<string, string> Permissions { get; init; }

    /// <summary>After this many minutes it is ended.</summary>
    public required int TimeoutMinutes { get; init; }

    /// <summary>The steps, in order.</summary>
    public required ImmutableArray<JobStep> Steps { get; init; }

    /// <summary>The jobs that must have succeeded before it.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>An expression without its braces; null for always.</summary>
    public string? If { get; init; }

    /// <summary>The GitHub environment whose rules and secrets it has; null for none.</summary>
    public string? Environment { get; init; }

    /// <summary>One at a time.</summary>
    public ConcurrencyGroup? Concurrency { get; init; }

    /// <summary>What later jobs read of it.</summary>
    public ImmutableSortedDictionary<string, string> Outputs { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The environments of infra that it runs for, one machine each; empty for one run.</summary>
    public ImmutableArray<string> Matrix { get; init; } = [];

    /// <summary>The machine: pinned, so that an image of tomorrow changes nothing today.</summary>
    public static string Machine => "ubuntu-24.04";
}
