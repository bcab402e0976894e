using System.Collections.Immutable;
using System.Globalization;
using Infra.Settings.Stacks;
using Pulumi;
using Pulumi.Gcp.Compute.Inputs;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Networks;

/// <summary>Denies all traffic both ways and allows the exceptions; every rule is logged.</summary>
internal sealed class Firewall : ComponentResource
{
    public const string Token = "infra:cloud:Firewall";

    public Firewall(string name, ResourceNames names, ImmutableArray<FirewallException> exceptions, Input<string> networkId, ComponentResourceOptions options)
        : base(Token, name, options)
    {
        foreach (var direction in new[] { FirewallDirection.Ingress, FirewallDirection.Egress })
        {
            Deny(names, direction, networkId);
        }

        foreach (var exception in exceptions)
        {
            Allow(names, exception, networkId);
        }

        RegisterOutputs();
    }

    private void Deny(ResourceNames names, FirewallDirection direction, Input<string> networkId)
    {
        var rule = names.Of(direction == FirewallDirection.Ingress ? "deny-ingress" : "deny-egress");
        var args = Rule(rule, direction, ["0.0.0.0/0"], networkId);
        args.Description = "Denies what no other rule allows.";
        args.Priority = FirewallException.DenyPriority;
        args.Denies = new FirewallDenyArgs { Protocol = "all" };
        _ = new Gcp.Compute.Firewall(rule, args, Under.Component(this));
    }

    private void Allow(ResourceNames names, FirewallException exception, Input<string> networkId)
    {
        var rule = names.Of(exception.Suffix);
        var args = Rule(rule, exception.Direction, exception.Ranges, networkId);
        args.Description = exception.Reason;
        args.Priority = exception.Priority;
        foreach (var protocol in exception.Protocols)
        {
            args.Allows.Add(new FirewallAllowArgs
            {
                Protocol = protocol.Name,
                Ports = protocol.Ports.Select(p => p.ToString(CultureInfo.InvariantCulture)).ToArray(),
            });
        }

        _ = new Gcp.Compute.Firewall(rule, args, Under.Component(this));
    }

    private static Gcp.Compute.FirewallArgs Rule(string name, FirewallDirection direction, ImmutableArray<string> ranges, Input<string> networkId)
    {
        var args = new Gcp.Compute.FirewallArgs
        {
            Name = name,
            Network = networkId,
            Direction = direction == FirewallDirection.Ingress ? "INGRESS" : "EGRESS",
            Disabled = false,
            LogConfig = new FirewallLogConfigArgs { Metadata = "INCLUDE_ALL_METADATA" },
        };
        if (direction == FirewallDirection.Ingress)
        {
            args.SourceRanges = ranges;
        }
        else
        {
            args.DestinationRanges = ranges;
        }

        return args;
    }
}
