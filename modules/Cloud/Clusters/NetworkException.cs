using System.Collections.Immutable;
using Infra.Cloud.Networks;

namespace Infra.Cloud.Clusters;

/// <summary>One exception from the denial of all traffic of a namespace's pods. It becomes a NetworkPolicy of its own, <c>allow-&lt;direction&gt;-&lt;name&gt;</c>.</summary>
/// <param name="Name">What is allowed.</param>
/// <param name="Direction">Which way the connection is opened.</param>
/// <param name="Pods">The pods that it is for.</param>
/// <param name="Peers">Whom they reach, or who reaches them.</param>
/// <param name="Protocols">The protocols with their ports, each <c>tcp</c> or <c>udp</c>.</param>
/// <param name="Reason">Why; it becomes an annotation.</param>
public sealed record NetworkException(
    string Name,
    FirewallDirection Direction,
    PodSet Pods,
    ImmutableArray<NetworkPeer> Peers,
    ImmutableArray<FirewallProtocol> Protocols,
    string Reason)
{
    /// <summary>The name of its policy.</summary>
    public string PolicyName => $"allow-{(Direction == FirewallDirection.Ingress ? "ingress" : "egress")}-{Name}";
}
