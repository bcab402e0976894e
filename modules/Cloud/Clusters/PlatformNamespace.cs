using System.Collections.Immutable;
using System.Globalization;
using Infra.Cloud.Networks;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;
using Kubernetes = Pulumi.Kubernetes;

namespace Infra.Cloud.Clusters;

/// <summary>A namespace of the platform: pods are held to the standard <c>restricted</c>, all traffic is denied, and the exceptions are named.</summary>
/// <remarks>https://kubernetes.io/docs/concepts/security/pod-security-standards/.</remarks>
public sealed class PlatformNamespace : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:PlatformNamespace";

    private const string Standard = "restricted";

    /// <summary>Makes the namespace and its policies.</summary>
    public PlatformNamespace(string name, PlatformNamespaceArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var space = new Kubernetes.Core.V1.Namespace(name, new() { Metadata = new ObjectMetaArgs { Name = args.Namespace, Labels = Labels() } }, Under.Component(this, args.After));
        var deny = new Kubernetes.Networking.V1.NetworkPolicy($"{name}-default-deny", new()
        {
            Metadata = new ObjectMetaArgs { Name = "default-deny", Namespace = args.Namespace },
            Spec = new NetworkPolicySpecArgs { PodSelector = new LabelSelectorArgs(), PolicyTypes = { "Ingress", "Egress" } },
        }, Under.Component(this, [space]));
        var policies = args.Exceptions.Select(e => new Kubernetes.Networking.V1.NetworkPolicy($"{name}-{e.PolicyName}", new()
        {
            Metadata = new ObjectMetaArgs { Name = e.PolicyName, Namespace = args.Namespace, Annotations = { ["reason"] = e.Reason } },
            Spec = Policy(e),
        }, Under.Component(this, [space])));
        Ready = [space, deny, .. policies];
        RegisterOutputs();
    }

    /// <summary>The namespace and its policies: whatever runs in it comes after them.</summary>
    public ImmutableArray<Resource> Ready { get; }

    private static InputMap<string> Labels() => new()
    {
        ["pod-security.kubernetes.io/enforce"] = Standard,
        ["pod-security.kubernetes.io/enforce-version"] = "latest",
        ["pod-security.kubernetes.io/audit"] = Standard,
        ["pod-security.kubernetes.io/audit-version"] = "latest",
        ["pod-security.kubernetes.io/warn"] = Standard,
        ["pod-security.kubernetes.io/warn-version"] = "latest",
        ["app.kubernetes.io/managed-by"] = "pulumi",
    };

    private static NetworkPolicySpecArgs Policy(NetworkException exception)
    {
        var peers = exception.Peers.Select(Peer).ToArray();
        var ports = exception.Protocols.SelectMany(p => p.Ports.Select(port => new NetworkPolicyPortArgs { Protocol = p.Name.ToUpper(CultureInfo.InvariantCulture), Port = port })).ToArray();
        var policy = new NetworkPolicySpecArgs { PodSelector = Selector(exception.Pods) };
        if (exception.Direction == FirewallDirection.Ingress)
        {
            policy.PolicyTypes = "Ingress";
            policy.Ingress = new NetworkPolicyIngressRuleArgs { From = peers, Ports = ports };
        }
        else
        {
            policy.PolicyTypes = "Egress";
            policy.Egress = new NetworkPolicyEgressRuleArgs { To = peers, Ports = ports };
        }

        return policy;
    }

    private static NetworkPolicyPeerArgs Peer(NetworkPeer peer)
    {
        if (peer.Range is { } range)
        {
            return new() { IpBlock = new IPBlockArgs { Cidr = range } };
        }

        var pods = new NetworkPolicyPeerArgs { PodSelector = Selector(peer.Pods!) };
        if (peer.Namespace is { } space)
        {
            pods.NamespaceSelector = Selector(new("kubernetes.io/metadata.name", space));
        }

        return pods;
    }

    private static LabelSelectorArgs Selector(PodSet pods) => pods.Values.Length switch
    {
        0 => new(),
        1 => new() { MatchLabels = { [pods.Label] = pods.Values[0] } },
        _ => new() { MatchExpressions = { new LabelSelectorRequirementArgs { Key = pods.Label, Operator = "In", Values = pods.Values } } },
    };
}
