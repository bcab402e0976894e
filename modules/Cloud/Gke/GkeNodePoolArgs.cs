using System.Collections.Immutable;
using Infra.Cloud.Keys;
using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Gke;

/// <summary>What a <see cref="GkeNodePool"/> is made from.</summary>
public sealed record GkeNodePoolArgs
{
    /// <summary>Size, machines and purpose.</summary>
    public required NodePoolSettings Settings { get; init; }

    /// <summary>The cluster's name.</summary>
    public required Input<string> Cluster { get; init; }

    /// <summary>The cluster's region.</summary>
    public required Region Region { get; init; }

    /// <summary>The address of the account that nodes run as.</summary>
    public required Input<string> Account { get; init; }

    /// <summary>The key of boot disks; null for Google's own. Default: null.</summary>
    public EncryptionKey? DiskKey { get; init; }

    /// <summary>The labels of nodes and disks. Default: none.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What must exist before: the grants of the nodes' account. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
