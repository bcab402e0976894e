using System.Collections.Immutable;
using Infra.Cloud.Networks;
using Infra.Settings.Stacks;

namespace Infra.Cloud.Clusters;

/// <summary>What pods of the platform reach in any cluster: names, the cluster's own API, tokens and Google's APIs.</summary>
internal static class ClusterTraffic
{
    // With Dataplane V2 a query goes to the cache of the node, and the policy sees it at whichever of these answers.
    // https://docs.cloud.google.com/kubernetes-engine/docs/how-to/nodelocal-dns-cache
    private const string NodeCache = "169.254.20.10/32";

    // The metadata server: Cloud DNS answers there, and tokens of workloads come from it. GKE's own server stands before it at the second address.
    // https://docs.cloud.google.com/kubernetes-engine/docs/how-to/network-policy#network-policy-and-workload-identity-federation-for-gke
    private const string Metadata = "169.254.169.254/32";
    private const string GkeMetadata = "169.254.169.252/32";

    private const string SystemNamespace = "kube-system";
    private const string SystemLabel = "k8s-app";

    /// <summary>Names are resolved.</summary>
    public static NetworkException Dns { get; } = new(
        "dns",
        FirewallDirection.Egress,
        PodSet.All,
        [NetworkPeer.At(NodeCache), NetworkPeer.At(Metadata), NetworkPeer.In(SystemNamespace, new(SystemLabel, "kube-dns", "node-local-dns"))],
        [new("udp", 53), new("tcp", 53)],
        "Names are resolved by the cache of the node, Cloud DNS or kube-dns, whichever the cluster sends a query to.");

    /// <summary>The control plane that calls in: directly, or through the agents of its tunnel.</summary>
    public static ImmutableArray<NetworkPeer> ControlPlane(RegionNetworkSettings region) =>
        [NetworkPeer.At($"{region.ControlPlane}"), NetworkPeer.In(SystemNamespace, new(SystemLabel, "konnectivity-agent"))];

    /// <summary>Pods call the API of their own cluster. A policy sees the address behind the service, which is in the range of the control plane.</summary>
    public static NetworkException KubernetesApi(RegionNetworkSettings region, string name, PodSet pods) =>
        new(name, FirewallDirection.Egress, pods, [NetworkPeer.At($"{region.ControlPlane}")], [new("tcp", 443)], "They work with objects of the cluster's own API.");

    /// <summary>Pods get tokens of their Google accounts.</summary>
    public static NetworkException Tokens(string name, PodSet pods) => new(
        name,
        FirewallDirection.Egress,
        pods,
        [NetworkPeer.At(Metadata), NetworkPeer.At(GkeMetadata)],
        [new("tcp", 80, 988)],
        "Workload Identity gives tokens through the metadata server of GKE.");

    /// <summary>Pods call Google's APIs, the control planes of other clusters among them, over the restricted addresses only.</summary>
    public static NetworkException GoogleApis(string name, PodSet pods, string reason) =>
        new(name, FirewallDirection.Egress, pods, [NetworkPeer.At(FirewallTable.RestrictedApis)], [new("tcp", 443)], reason);
}
