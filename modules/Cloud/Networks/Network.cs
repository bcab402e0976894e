using System.Collections.Immutable;
using Pulumi;
using Pulumi.Gcp.Dns.Inputs;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Networks;

/// <summary>A VPC network in which everything is denied that is not in <see cref="FirewallTable"/>, with a subnet and a NAT a region
/// and Google's APIs on private addresses.</summary>
public sealed class Network : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:Network";

    /// <summary>The name of the secondary range of pods in each subnet.</summary>
    public const string PodsRange = "pods";

    /// <summary>The name of the secondary range of services in each subnet.</summary>
    public const string ServicesRange = "services";

    /// <summary>Makes the network.</summary>
    public Network(string name, NetworkArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var vpc = new Gcp.Compute.Network(args.Names.Network, new()
        {
            Name = args.Names.Network,
            Description = "Private network of the environment; everything is denied that no rule allows.",
            // One subnet in each region of the world would be outside residency.
            AutoCreateSubnetworks = false,
            // Regions reach each other only where a rule says so; dynamic routes are not shared.
            RoutingMode = "REGIONAL",
            // Cloud NAT and private Google access need the default route; the firewall denies what uses it otherwise.
            DeleteDefaultRoutesOnCreate = false,
            Mtu = 1460,
        }, Under.Component(this, args.After));

        Regions = args.Settings.Regions.ToImmutableDictionary(
            r => r.Region.Value,
            r => new RegionNetwork($"{name}-{r.Region}", new() { Names = args.Names, Ranges = r, Settings = args.Settings, NetworkId = vpc.Id, After = args.After, Protect = args.Protect }, new() { Parent = this }));
        _ = new Firewall($"{name}-firewall", args.Names, FirewallTable.For(args.Settings), vpc.Id, new() { Parent = this });
        _ = new PrivateGoogleAccess($"{name}-google", args.Names, vpc.Id, args.After, new() { Parent = this });

        DnsLog(args, vpc.Id);

        Id = vpc.Id;
        Name = vpc.Name;
        RegisterOutputs(new Dictionary<string, object?>(StringComparer.Ordinal) { ["id"] = Id, ["name"] = Name });
    }

    /// <summary>The network's id: <c>projects/&lt;project&gt;/global/networks/&lt;name&gt;</c>.</summary>
    public Output<string> Id { get; }

    /// <summary>The network's name.</summary>
    public Output<string> Name { get; }

    /// <summary>What was made in each region, by the region's name.</summary>
    public ImmutableDictionary<string, RegionNetwork> Regions { get; }

    // Which names were asked for is often the first sign of a stolen pod. CIS Google Cloud benchmark 2.12.
    private void DnsLog(NetworkArgs args, Output<string> networkId)
    {
        var policy = args.Names.Of("dns-log");
        _ = new Gcp.Dns.Policy(policy, new()
        {
            Name = policy,
            Description = "Every name that is asked for is logged.",
            EnableLogging = true,
            EnableInboundForwarding = false,
            Networks = { new PolicyNetworkArgs { NetworkUrl = networkId } },
        }, Under.Component(this, args.After));
    }
}
