using Infra.Model.Properties;

namespace Infra.Model.Backends;

/// <summary>What is known of a stack without running its program.</summary>
public sealed record StackStatus
{
    /// <summary>The stack.</summary>
    public required string Stack { get; init; }

    /// <summary>The backend.</summary>
    public required string Backend { get; init; }

    /// <summary>Whether anything was ever applied.</summary>
    public required bool Exists { get; init; }

    /// <summary>How many resources a cloud holds for it.</summary>
    public int Resources { get; init; }

    /// <summary>How many resources are recorded: all that are registered, components and providers too, as a plan counts them.</summary>
    public int Registered { get; init; }

    /// <summary>The serial of its state; 0 when nothing was applied.</summary>
    public long Serial { get; init; }

    /// <summary>The random identity that its state was given when it was made; null when nothing was applied.</summary>
    public string? Lineage { get; init; }

    /// <summary>SHA-256 over the recorded resources, <c>sha256:</c> and 64 hex digits; the same for the same records, whenever they were made.</summary>
    public required string StateDigest { get; init; }

    /// <summary>When it was last changed; null when nothing was applied.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>The stack's outputs.</summary>
    public PropertyMap Outputs { get; init; } = PropertyMap.Empty;
}
