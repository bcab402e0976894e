namespace Infra.Pipeline.Releasing;

/// <summary>What a person asks for when they roll back.</summary>
public sealed record RollbackOptions
{
    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The backend whose record and state count.</summary>
    public required string Backend { get; init; }

    /// <summary>The release to go back to; null for the last good one.</summary>
    public string? To { get; init; }

    /// <summary>Why; it stands in the audit record and in the pull request.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether it takes the emergency path.</summary>
    public bool Emergency { get; init; }
}
