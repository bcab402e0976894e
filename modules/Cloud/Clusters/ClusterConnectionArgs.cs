using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Clusters;

/// <summary>What a <see cref="ClusterConnection"/> is made from.</summary>
public sealed record ClusterConnectionArgs
{
    /// <summary>The names of the stack's resources.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>The region of the cluster.</summary>
    public required Region Region { get; init; }

    /// <summary>The host name of the control plane.</summary>
    public required Output<string> Endpoint { get; init; }

    /// <summary>What must exist before: the cluster, and nodes for what is installed. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
