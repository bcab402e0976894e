using System.Collections.Immutable;

namespace Infra.Pipeline.Releasing;

/// <summary>What a person asks for when they give or take back a hotfix.</summary>
public sealed record HotfixOptions
{
    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The backend whose record counts.</summary>
    public required string Backend { get; init; }

    /// <summary>What applications get, each <c>NAME=COMMIT</c> as it was typed.</summary>
    public ImmutableArray<string> Apps { get; init; } = [];

    /// <summary>The applications whose hotfix failed, as they were typed.</summary>
    public ImmutableArray<string> Failed { get; init; } = [];

    /// <summary>Why; it stands in the audit record and in the pull request.</summary>
    public required string Reason { get; init; }
}
