using System.Collections.Immutable;

namespace Infra.Releases;

/// <summary>What a person asks for when they look after a rollout.</summary>
internal sealed record RolloutOptions
{
    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The backend whose record counts.</summary>
    public required string Backend { get; init; }

    /// <summary>How it is said: for people as soon as it is known, for machines with what was opened.</summary>
    public OutputFormat Format { get; init; } = OutputFormat.Tree;

    /// <summary>Files of evidence about the release that it is in.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];
}
