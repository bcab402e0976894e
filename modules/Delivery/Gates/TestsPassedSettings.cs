using System.Collections.Immutable;

namespace Infra.Delivery.Gates;

/// <summary>Settings of <see cref="TestsPassed"/>.</summary>
public sealed record TestsPassedSettings
{
    /// <summary>The suites that must have run; empty for whichever ran.</summary>
    public ImmutableArray<string> Suites { get; init; } = [];

    /// <summary>How long a result counts, hours.</summary>
    public int MaxAgeHours { get; init; } = 24;
}
