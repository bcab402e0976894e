using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Gke;

/// <summary>What a <see cref="WorkloadAccount"/> is made from.</summary>
public sealed record WorkloadAccountArgs
{
    /// <summary>The names of the stack's resources.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>The workload and its Kubernetes service account.</summary>
    public required WorkloadSettings Settings { get; init; }

    /// <summary>The clusters: the project's workload pool exists only once one of them does.</summary>
    public required IReadOnlyList<Resource> Clusters { get; init; }

    /// <summary>What must exist before: the APIs. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
