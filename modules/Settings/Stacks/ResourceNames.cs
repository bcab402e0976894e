using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.Settings.Stacks;

/// <summary>The names of a stack's resources, composed from the company, the stack and what they are for.</summary>
/// <remarks>Names are explicit and not autonamed: people, alerts and other systems refer to them. Settings whose composed names are
/// too long are refused before anything is planned.</remarks>
/// <param name="Prefix">The company's short name.</param>
/// <param name="Stack">The stack.</param>
/// <param name="Project">The project; it begins the names of buckets, which are global.</param>
public sealed record ResourceNames(NamePrefix Prefix, StackName Stack, ProjectId Project)
{
    /// <summary>Whether the code of a region stands in names and not the region, so that every region fits. Default: false. Fixed when the stack is made.</summary>
    public bool RegionCodes { get; init; }

    /// <summary>The names of clusters that are not composed, by region. Default: none.</summary>
    public ImmutableSortedDictionary<string, GkeName> Clusters { get; init; } = ImmutableSortedDictionary<string, GkeName>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>The VPC network.</summary>
    public string Network => Of("vpc");

    /// <summary>The topic that rotations are announced on.</summary>
    public string RotationTopic => Of("secret-rotation");

    /// <summary>The subnet of a region's nodes.</summary>
    public string Subnet(Region region) => Of($"{Short(region)}-nodes");

    /// <summary>The subnet of a region's control plane endpoint.</summary>
    public string ControlPlaneSubnet(Region region) => Of($"{Short(region)}-control-plane");

    /// <summary>The Cloud Router of a region.</summary>
    public string Router(Region region) => Of($"{Short(region)}-router");

    /// <summary>The Cloud NAT of a region.</summary>
    public string Nat(Region region) => Of($"{Short(region)}-nat");

    /// <summary>The cluster of a region; at most 40 characters.</summary>
    public string Cluster(Region region)
    {
        ArgumentNullException.ThrowIfNull(region);
        return Clusters.TryGetValue(region.Value, out var name) ? name.Value : Of(Short(region));
    }

    /// <summary>The account that a cluster's nodes run as; at most 30 characters.</summary>
    public string NodeAccount(Region region) => Of($"{Short(region)}-nodes");

    /// <summary>The key ring of a region.</summary>
    public string KeyRing(Region region) => Of(Short(region));

    /// <summary>The account of a workload; at most 30 characters.</summary>
    public string WorkloadAccount(KubernetesName workload) => Of($"{workload}");

    /// <summary>A bucket; global, at most 63 characters.</summary>
    public string Bucket(GceName purpose) => $"{Project}-{purpose}";

    /// <summary>How a region stands in names.</summary>
    public string Short(Region region)
    {
        ArgumentNullException.ThrowIfNull(region);
        return RegionCodes ? region.Code : region.Value;
    }

    /// <summary>A firewall rule or another resource of the stack as a whole.</summary>
    public string Of(string purpose) => $"{Prefix}-{Stack}-{purpose}";
}
