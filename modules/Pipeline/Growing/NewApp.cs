using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.Pipeline.Growing;

/// <summary>An application that is to be added.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tenant">The tenant that it belongs to.</param>
/// <param name="Team">The team that owns it.</param>
/// <param name="Path">The folder of its manifests.</param>
public sealed record NewApp(KubernetesName Name, KubernetesName Tenant, KubernetesName Team, RepositoryPath Path)
{
    /// <summary>Whether a failure of it stops the business. Default: false.</summary>
    public bool IsCritical { get; init; }

    /// <summary>Whether it has an account of its own at Google. Default: false.</summary>
    public bool HasIdentity { get; init; }

    /// <summary>What must be there before it.</summary>
    public ImmutableArray<KubernetesName> DependsOn { get; init; } = [];

    /// <summary>The regions that it runs in; none for all.</summary>
    public ImmutableArray<Region> Regions { get; init; } = [];
}
