using System.Collections.Immutable;
using Infra.Settings.Stacks;
using Pulumi;
using Pulumi.Gcp.Compute.Inputs;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Networks;

/// <summary>The part of a network in one region: subnets for nodes and for the control plane's endpoint, a router and a NAT.</summary>
public sealed class RegionNetwork : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:RegionNetwork";

    /// <summary>Makes the region's part.</summary>
    public RegionNetwork(string name, RegionNetworkArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var nodes = Nodes(args);
        var controlPlane = ControlPlane(args);
        var router = Router(args);
        Nat = MakeNat(args, nodes, router);
        SubnetId = nodes.Id;
        ControlPlaneSubnetId = controlPlane.Id;
        RegisterOutputs(new Dictionary<string, object?>(StringComparer.Ordinal) { ["subnetId"] = SubnetId, ["controlPlaneSubnetId"] = ControlPlaneSubnetId });
    }

    /// <summary>The id of the nodes' subnet.</summary>
    public Output<string> SubnetId { get; }

    /// <summary>The id of the subnet of the control plane's endpoint.</summary>
    public Output<string> ControlPlaneSubnetId { get; }

    /// <summary>The NAT: nodes pull what they start with through it, so clusters come after it.</summary>
    public Resource Nat { get; }

    private Gcp.Compute.Subnetwork Nodes(RegionNetworkArgs args)
    {
        var subnet = args.Names.Subnet(args.Ranges.Region);
        return new(subnet, new()
        {
            Name = subnet,
            Network = args.NetworkId,
            Region = args.Ranges.Region.Value,
            Description = "Nodes, pods and services of the region's cluster.",
            IpCidrRange = $"{args.Ranges.Nodes}",
            SecondaryIpRanges =
            {
                new SubnetworkSecondaryIpRangeArgs { RangeName = Network.PodsRange, IpCidrRange = $"{args.Ranges.Pods}" },
                new SubnetworkSecondaryIpRangeArgs { RangeName = Network.ServicesRange, IpCidrRange = $"{args.Ranges.Services}" },
            },
            // Nodes have no public addresses; this is how they reach Google's APIs.
            PrivateIpGoogleAccess = true,
            StackType = "IPV4_ONLY",
            LogConfig = FlowLogs(args.Settings),
        }, Under.Component(this));
    }

    private Gcp.Compute.Subnetwork ControlPlane(RegionNetworkArgs args)
    {
        var subnet = args.Names.ControlPlaneSubnet(args.Ranges.Region);
        return new(subnet, new()
        {
            Name = subnet,
            Network = args.NetworkId,
            Region = args.Ranges.Region.Value,
            Description = "The control plane's endpoint for nodes; nothing else is put here, so that the firewall can name it.",
            IpCidrRange = $"{args.Ranges.ControlPlane}",
            PrivateIpGoogleAccess = true,
            StackType = "IPV4_ONLY",
            LogConfig = FlowLogs(args.Settings),
        }, Under.Component(this));
    }

    private Gcp.Compute.Router Router(RegionNetworkArgs args)
    {
        var router = args.Names.Router(args.Ranges.Region);
        return new(router, new()
        {
            Name = router,
            Network = args.NetworkId,
            Region = args.Ranges.Region.Value,
            Description = "Carries the region's NAT.",
        }, Under.Component(this));
    }

    private Gcp.Compute.RouterNat MakeNat(RegionNetworkArgs args, Gcp.Compute.Subnetwork nodes, Gcp.Compute.Router router)
    {
        var nat = args.Names.Nat(args.Ranges.Region);
        var addresses = Addresses(nat, args);
        return new(nat, new()
        {
            Name = nat,
            Router = router.Name,
            Region = args.Ranges.Region.Value,
            Type = "PUBLIC",
            NatIpAllocateOption = addresses.IsEmpty ? "AUTO_ONLY" : "MANUAL_ONLY",
            NatIps = addresses.Select(a => (Input<string>)a.SelfLink).ToArray(),
            // Only nodes and pods: services are never a source, and the control plane's subnet needs no way out.
            SourceSubnetworkIpRangesToNat = "LIST_OF_SUBNETWORKS",
            Subnetworks =
            {
                new RouterNatSubnetworkArgs
                {
                    Name = nodes.Id,
                    SourceIpRangesToNats = { "PRIMARY_IP_RANGE", "LIST_OF_SECONDARY_IP_RANGES" },
                    SecondaryIpRangeNames = { Network.PodsRange },
                },
            },
            // A busy node grows instead of dropping connections; dynamic ports exclude endpoint-independent mapping.
            EnableDynamicPortAllocation = true,
            EnableEndpointIndependentMapping = false,
            MinPortsPerVm = args.Ranges.NatMinPorts,
            MaxPortsPerVm = args.Ranges.NatMaxPorts,
            LogConfig = new RouterNatLogConfigArgs { Enable = true, Filter = "ALL" },
        }, Under.Component(this));
    }

    private ImmutableArray<Gcp.Compute.Address> Addresses(string nat, RegionNetworkArgs args) =>
    [
        .. Enumerable.Range(1, args.Ranges.NatAddresses).Select(i => new Gcp.Compute.Address($"{nat}-{i}", new()
        {
            Name = $"{nat}-{i}",
            Region = args.Ranges.Region.Value,
            AddressType = "EXTERNAL",
            NetworkTier = "PREMIUM",
            Description = "What leaves the network is seen from here; partners have it in their firewalls.",
        }, Under.Component(this, args.After, args.Protect))),
    ];

    private static SubnetworkLogConfigArgs FlowLogs(NetworkSettings settings) => new()
    {
        FlowSampling = settings.FlowLogPercent / 100.0,
        AggregationInterval = settings.FlowLogInterval,
        // With names of machines and pods: an address alone says little a day later.
        Metadata = "INCLUDE_ALL_METADATA",
    };
}
