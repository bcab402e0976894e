using System.Collections.Immutable;
using Infra.Cloud.Keys;
using Infra.Cloud.Networks;
using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Gke;

/// <summary>What a <see cref="GkeCluster"/> is made from.</summary>
public sealed record GkeClusterArgs
{
    /// <summary>The names of the stack's resources.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>The region, the node pools and the maintenance window.</summary>
    public required ClusterSettings Settings { get; init; }

    /// <summary>The network's id.</summary>
    public required Input<string> NetworkId { get; init; }

    /// <summary>The subnets of the region.</summary>
    public required RegionNetwork Region { get; init; }

    /// <summary>The key of Kubernetes secrets, in the cluster's region.</summary>
    public required EncryptionKey SecretsKey { get; init; }

    /// <summary>The key of boot disks, in the cluster's region; null for Google's own. Default: null.</summary>
    public EncryptionKey? DiskKey { get; init; }

    /// <summary>The group whose member groups may be named in Kubernetes RBAC.</summary>
    public required SecurityGroup SecurityGroup { get; init; }

    /// <summary>The labels of nodes and disks; provider default labels do not reach them. Default: none.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether Pulumi and Google Cloud refuse to delete the cluster. Default: true.</summary>
    public bool Protect { get; init; } = true;

    /// <summary>What must exist before: the APIs. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
