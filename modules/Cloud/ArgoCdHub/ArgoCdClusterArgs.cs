using Infra.Settings.Platform;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.ArgoCdHub;

/// <summary>What an <see cref="ArgoCdCluster"/> is made from. Its provider is that of the hub.</summary>
public sealed record ArgoCdClusterArgs
{
    /// <summary>The environment.</summary>
    public required StackSettings Settings { get; init; }

    /// <summary>The cluster that Argo CD is to know.</summary>
    public required ClusterSettings Cluster { get; init; }

    /// <summary>The host name of its control plane.</summary>
    public required Output<string> Endpoint { get; init; }

    /// <summary>What the environment runs, which sets read from the cluster's annotations; null without a release. Default: null.</summary>
    public Release? Release { get; init; }

    /// <summary>What must exist before: Argo CD's namespace, and its rights in the cluster. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
