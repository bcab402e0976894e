using System.Collections.Immutable;

namespace Infra.Pipeline.Releasing;

/// <summary>What a person asks for when they promote.</summary>
public sealed record PromotionOptions
{
    /// <summary>The environment whose release is taken.</summary>
    public required string From { get; init; }

    /// <summary>The environment that gets it.</summary>
    public required string To { get; init; }

    /// <summary>The backend whose record says what runs: <c>local</c> for a rehearsal, <c>pulumi</c>.</summary>
    public required string Backend { get; init; }

    /// <summary>Files of evidence about the release.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>Versions of secrets that production gets beside those that it has.</summary>
    public ImmutableSortedDictionary<string, int> Secrets { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>Whether objections are overruled.</summary>
    public bool Force { get; init; }

    /// <summary>Why; it stands in the audit record.</summary>
    public string Reason { get; init; } = "";
}
