using System.Collections.Immutable;

namespace Infra.Pipeline.Releasing;

/// <summary>What a person asks for when they look after a rollout.</summary>
public sealed record RolloutOptions
{
    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The backend whose record counts.</summary>
    public required string Backend { get; init; }

    /// <summary>Files of evidence about the release that it is in.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];
}
