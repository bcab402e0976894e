using System.Collections.Immutable;
using Infra.Settings.Stacks;

namespace Infra.Cloud.Networks;

/// <summary>All that is allowed in a network where everything else is denied, both ways. Data, so that it can be read and reviewed.</summary>
public static class FirewallTable
{
    /// <summary>restricted.googleapis.com: Google's APIs without the internet.</summary>
    /// <remarks>https://docs.cloud.google.com/vpc/docs/configure-private-google-access#domain-options</remarks>
    public const string RestrictedApis = "199.36.153.4/30";

    /// <summary>Where Google's load balancers and their probes come from.</summary>
    /// <remarks>https://docs.cloud.google.com/load-balancing/docs/health-check-concepts#ip-ranges</remarks>
    public static ImmutableArray<string> LoadBalancers { get; } = ["35.191.0.0/16", "130.211.0.0/22"];

    // Compute Engine's metadata server answers DNS and, for pods, the GKE metadata server answers tokens.
    private const string Metadata = "169.254.169.254/32";
    private const string GkeMetadata = "169.254.169.252/32";

    /// <summary>The table of a network.</summary>
    public static ImmutableArray<FirewallException> For(NetworkSettings settings)
    {
        ImmutableArray<string> inside = [.. settings.Regions.SelectMany(r => new[] { $"{r.Nodes}", $"{r.Pods}" })];
        ImmutableArray<string> controlPlanes = [.. settings.Regions.Select(r => $"{r.ControlPlane}")];
        return
        [
            new("nodes-and-pods", FirewallDirection.Ingress, inside, [new("all")], "Nodes and pods talk to each other; Dataplane V2 narrows it by network policies."),
            new("control-plane-webhooks", FirewallDirection.Ingress, controlPlanes, [new("tcp", 443, 8443, 9443, 10250)], "The control plane calls admission webhooks and kubelets."),
            new("health-checks", FirewallDirection.Ingress, LoadBalancers, [new("tcp")], "Google's load balancers probe backends and reach pods directly."),
            new("nodes-and-pods", FirewallDirection.Egress, inside, [new("all")], "Nodes and pods talk to each other; Dataplane V2 narrows it by network policies."),
            new("control-plane", FirewallDirection.Egress, controlPlanes, [new("tcp", 443, 8132)], "Nodes call the Kubernetes API and keep the tunnel (konnectivity) that the control plane answers through."),
            new("dns", FirewallDirection.Egress, [Metadata], [new("udp", 53), new("tcp", 53)], "Names are resolved by Cloud DNS at the metadata address."),
            new("metadata", FirewallDirection.Egress, [Metadata, GkeMetadata], [new("tcp", 80, 988)], "Nodes read their metadata, and pods get tokens for Workload Identity."),
            new("google-apis", FirewallDirection.Egress, [RestrictedApis], [new("tcp", 443)], "Google's APIs and registries, over the restricted addresses only."),
            .. settings.Egress.Select(e => new FirewallException($"{e.Name}", FirewallDirection.Egress, [.. e.Ranges.Select(r => $"{r}")], [new("tcp", e.Ports)], $"{e.Reason}")),
        ];
    }
}
