using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>The address ranges of one region. No two ranges of a stack share an address.</summary>
/// <param name="Region">The region.</param>
/// <param name="Nodes">The primary range of the subnet: nodes and internal load balancers.</param>
/// <param name="Pods">The secondary range for pods.</param>
/// <param name="Services">The secondary range for Kubernetes services.</param>
/// <param name="ControlPlane">The /28 in which the control plane has its endpoint for nodes.</param>
/// <param name="NatMinPorts">The least number of NAT ports a node holds; a power of two.</param>
/// <param name="NatMaxPorts">The most NAT ports a node may grow to; a power of two.</param>
/// <param name="NatAddresses">How many public addresses are reserved for the NAT; 0 lets Google choose and change them.</param>
public sealed record RegionNetworkSettings(
    Region Region,
    CidrBlock Nodes,
    CidrBlock Pods,
    CidrBlock Services,
    CidrBlock ControlPlane,
    int NatMinPorts,
    int NatMaxPorts,
    int NatAddresses)
{
    internal static ObjectKind Kind { get; } = new(
        new Setting("nodes", TextKind.Range(8, 29), "The range of nodes and internal load balancers."),
        new Setting("pods", TextKind.Range(9, 24), "The range of pods; each node takes a part of it."),
        new Setting("services", TextKind.Range(16, 27), "The range of Kubernetes services."),
        new Setting("controlPlane", TextKind.Range(28, 28), "The range of the control plane's endpoint for nodes."),
        new Setting("natMinPorts", new NumberKind(32, 65536, "ports a node, a power of two"), "The NAT ports that a node always holds.") { Default = "128" },
        new Setting("natMaxPorts", new NumberKind(64, 65536, "ports a node, a power of two"), "The NAT ports that a busy node may grow to.") { Default = "4096" },
        new Setting("natAddresses", new NumberKind(0, 16, "addresses"), "The public addresses that are reserved for the NAT, so that partners can name them; 0 lets Google choose.") { Default = "0" });

    internal static RegionNetworkSettings Bind(CheckedNode node) => new(
        (Region)node.Key!,
        node.Get<CidrBlock>("nodes"),
        node.Get<CidrBlock>("pods"),
        node.Get<CidrBlock>("services"),
        node.Get<CidrBlock>("controlPlane"),
        node.Get<int>("natMinPorts"),
        node.Get<int>("natMaxPorts"),
        node.Get<int>("natAddresses"));
}
