using System.Collections.Immutable;
using Infra.Model.Properties;

namespace Infra.Engine.State;

/// <summary>What the backend knows of a stack's resources: an immutable snapshot.</summary>
internal sealed record StackState
{
    public required string Stack { get; init; }

    public required string Project { get; init; }

    /// <summary>A random identity given when the state is made: two states of one stack can be told apart.</summary>
    public required string Lineage { get; init; }

    /// <summary>Counts the runs that changed this state.</summary>
    public required long Serial { get; init; }

    /// <summary>The number of the lock under which it was last written.</summary>
    public long Fencing { get; init; }

    /// <summary>The key of the digests that stand for secrets.</summary>
    public required ImmutableArray<byte> SecretKey { get; init; }

    /// <summary>When the last run ended.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>The resources, each after what it needs.</summary>
    public ImmutableArray<ResourceState> Resources { get; init; } = [];

    /// <summary>Operations that were begun and have no outcome, in ordinal order of their resources.</summary>
    public ImmutableArray<PendingOperation> Pending { get; init; } = [];

    public PropertyMap Outputs { get; init; } = PropertyMap.Empty;

    /// <summary>Whether anything was ever recorded.</summary>
    public bool Exists => Serial > 0;
}
