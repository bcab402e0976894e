using System.Collections.Immutable;
using Infra.Model.Machines;
using Infra.Model.Values;

namespace Infra.Settings.Stacks;

/// <summary>The settings of one stack, checked. Made by <see cref="SettingsFile"/> or <see cref="SettingsBinder"/>.</summary>
public sealed record StackSettings
{
    /// <summary>The stack.</summary>
    public required StackName Stack { get; init; }

    /// <summary>The project that the stack's resources are in; never shared with another environment.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>The number of that project.</summary>
    public required ProjectNumber ProjectNumber { get; init; }

    /// <summary>The company's short name.</summary>
    public required NamePrefix Prefix { get; init; }

    /// <summary>What the environment is for.</summary>
    public required Tier Tier { get; init; }

    /// <summary>Whether what holds data is protected: Pulumi and Google Cloud both refuse to delete it.</summary>
    public required bool Protect { get; init; }

    /// <summary>The regions that data may stay in.</summary>
    public required RegionSet Residency { get; init; }

    /// <summary>The regions that entries of Secret Manager are kept in unless an entry says otherwise; residency where nothing is said.</summary>
    public required RegionSet ReplicaRegions { get; init; }

    /// <summary>What Google Cloud has by name, with what <c>infra:machineTypes</c> and <c>infra:newRegions</c> list beside it.</summary>
    public required GoogleCatalog Google { get; init; }

    /// <summary>Whether names of resources have the code of a region, and not the region. Fixed when the stack is made.</summary>
    public required bool RegionCodes { get; init; }

    /// <summary>The labels of every resource that can have labels.</summary>
    public required LabelSettings Labels { get; init; }

    /// <summary>The group whose member groups may be named in Kubernetes RBAC.</summary>
    public required SecurityGroup SecurityGroup { get; init; }

    /// <summary>The network.</summary>
    public required NetworkSettings Network { get; init; }

    /// <summary>The clusters, one a region, in the order of regions. Exactly one is the hub.</summary>
    public required ImmutableArray<ClusterSettings> Clusters { get; init; }

    /// <summary>The buckets, in the order of names.</summary>
    public required ImmutableArray<BucketSettings> Buckets { get; init; }

    /// <summary>The workloads that have an identity in Google Cloud, those of Argo CD among them, in the order of names.</summary>
    public required ImmutableArray<WorkloadSettings> Workloads { get; init; }

    /// <summary>The entries of Secret Manager, in the order of ids. Their values are never settings.</summary>
    public required ImmutableArray<SecretSettings> Secrets { get; init; }

    /// <summary>The keys that images of tenants are signed with, each enough alone; none where the name of the registry decides. Default: none.</summary>
    public ImmutableArray<PublicKey> ImageKeys { get; init; } = [];

    /// <summary>Argo CD, which runs on the hub for all clusters.</summary>
    public required ArgoCdSettings ArgoCd { get; init; }

    /// <summary>What follows from the tier.</summary>
    public TierPolicy Policy => TierPolicy.Of(Tier);

    /// <summary>The names of the stack's resources.</summary>
    public ResourceNames Names => new(Prefix, Stack, Project)
    {
        RegionCodes = RegionCodes,
        Clusters = Clusters.Where(c => c.Name is not null).ToImmutableSortedDictionary(c => c.Region.Value, c => c.Name!, StringComparer.Ordinal),
    };

    /// <summary>The cluster that runs Argo CD for all clusters of the stack.</summary>
    public ClusterSettings Hub => Clusters.Single(c => c.Hub);
}
