using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.ExternalSecretsOperator;

/// <summary>What <see cref="ExternalSecrets"/> is made from.</summary>
public sealed record ExternalSecretsArgs
{
    /// <summary>The project whose repositories hold the images.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>The region of the cluster; its images come from there.</summary>
    public required Region Region { get; init; }

    /// <summary>The address ranges of the region.</summary>
    public required RegionNetworkSettings Ranges { get; init; }

    /// <summary>What the environment is for; the number of copies follows.</summary>
    public required Tier Tier { get; init; }

    /// <summary>What must exist before: nodes, and the permission to pull. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
