using Infra.Settings.Platform;

namespace Infra.GitOps.Generators;

/// <summary>Nothing goes in or out of the namespace of a team or an add-on but what is named here, and each exception says what stops without it.</summary>
/// <remarks>Sources: https://docs.cloud.google.com/kubernetes-engine/docs/how-to/network-policy; modules/Cloud/Networks, FirewallTable.</remarks>
internal static class NetworkPolicies
{
    /// <summary>Where pods ask for names: the cache on their node, and Cloud DNS behind it.</summary>
    public static string[] NameServers { get; } = ["169.254.20.10/32", "169.254.169.254/32"];

    /// <summary>GKE's metadata server, which gives pods the identity of their workload, with its ports.</summary>
    public static (string Range, long Port)[] Metadata { get; } = [("169.254.169.252/32", 988), ("169.254.169.254/32", 80)];

    /// <summary>restricted.googleapis.com, which the network's private zones lead to.</summary>
    public const string GoogleApis = "199.36.153.4/30";

    /// <summary>Google's load balancers, which probe pods and send them their requests.</summary>
    public static string[] LoadBalancers { get; } = ["35.191.0.0/16", "130.211.0.0/22"];

    public static IEnumerable<Dictionary<string, object?>> Of(RenderOptions options, string space)
    {
        yield return Policy(space, "default-deny", ("policyTypes", Manifest.List("Ingress", "Egress")));
        yield return Egress(space, "allow-dns", Rule(NameServers, ("UDP", 53), ("TCP", 53)));
        yield return Egress(space, "allow-workload-identity", [.. Metadata.Select(m => Rule([m.Range], ("TCP", m.Port)))]);
        yield return Egress(space, "allow-google-apis", Rule([GoogleApis], ("TCP", 443)));
        yield return SameNamespace(space);
        yield return Ingress(space, "allow-load-balancers", [.. LoadBalancers.Select(Block)]);

        // A pod is scraped only where the add-on that scrapes is there.
        foreach (AddOnSettings metrics in Measuring(options))
        {
            yield return Ingress(space, "allow-metrics", From(metrics));
        }
    }

    /// <summary>What the pods of an add-on reach, and who reaches them. The files of an environment are for all its clusters, so control planes of all its regions are named.</summary>
    /// <remarks>Sources: https://docs.cloud.google.com/kubernetes-engine/docs/how-to/network-policy; modules/Cloud/Clusters, ClusterTraffic.</remarks>
    public static IEnumerable<Dictionary<string, object?>> OfAddOn(RenderOptions options, AddOnSettings addOn)
    {
        string space = addOn.Namespace.Value;
        string[] controlPlanes = [.. options.Settings.Network.Regions.Select(r => $"{r.ControlPlane}")];
        yield return Policy(space, "default-deny", ("policyTypes", Manifest.List("Ingress", "Egress")));
        yield return Egress(space, "allow-dns", Rule(NameServers, ("UDP", 53), ("TCP", 53)));
        yield return Egress(space, "allow-kubernetes-api", Rule(controlPlanes, ("TCP", 443)));
        yield return SameNamespace(space);
        if (addOn.Name.Value == AddOnCharts.Admission && !options.Settings.ImageKeys.IsEmpty)
        {
            // Signatures stand in the registry, which it reads as itself.
            yield return Egress(space, "allow-google-apis", Rule([GoogleApis], ("TCP", 443)));
            yield return Egress(space, "allow-workload-identity", [.. Metadata.Select(m => Rule([m.Range], ("TCP", m.Port)))]);
        }

        if (!addOn.Webhooks.IsEmpty)
        {
            // Directly, or through the agents of the control plane's tunnel.
            yield return Policy(space, "allow-webhooks",
                ("policyTypes", Manifest.List("Ingress")),
                ("ingress", Manifest.List(Manifest.Map(
                    ("from", Manifest.List([.. controlPlanes.Select(Block), Agents()])),
                    ("ports", Manifest.List(addOn.Webhooks.Select(p => Manifest.Map(("protocol", "TCP"), ("port", (long)p)))))))));
        }

        foreach (AddOnSettings metrics in Measuring(options))
        {
            // What measures reaches everything that is measured; what is measured is reached by it.
            yield return metrics.Name == addOn.Name
                ? Egress(space, "allow-measuring", Manifest.Map(("to", Manifest.List(options.Settings.Network.Regions.SelectMany(r => new[] { $"{r.Nodes}", $"{r.Pods}" }).Select(Block)))))
                : Ingress(space, "allow-metrics", From(metrics));
        }
    }

    private static IEnumerable<AddOnSettings> Measuring(RenderOptions options) => AddOnCharts.Of(options).Where(a => a.Chart.Value == "kube-prometheus-stack");

    private static Dictionary<string, object?> From(AddOnSettings addOn) => InNamespace(addOn.Namespace.Value);

    private static Dictionary<string, object?> Agents()
    {
        Dictionary<string, object?> agents = InNamespace("kube-system");
        agents["podSelector"] = Manifest.Map(("matchLabels", Manifest.Map(("k8s-app", "konnectivity-agent"))));
        return agents;
    }

    private static Dictionary<string, object?> InNamespace(string name) => Manifest.Map(("namespaceSelector", Manifest.Map(("matchLabels", Manifest.Map(("kubernetes.io/metadata.name", name))))));

    private static Dictionary<string, object?> SameNamespace(string space) => Policy(space, "allow-same-namespace",
        ("policyTypes", Manifest.List("Ingress", "Egress")),
        ("ingress", Manifest.List(Manifest.Map(("from", Manifest.List(Manifest.Map(("podSelector", Manifest.Map()))))))),
        ("egress", Manifest.List(Manifest.Map(("to", Manifest.List(Manifest.Map(("podSelector", Manifest.Map()))))))));

    private static Dictionary<string, object?> Egress(string space, string name, params Dictionary<string, object?>[] rules) =>
        Policy(space, name, ("policyTypes", Manifest.List("Egress")), ("egress", Manifest.List(rules)));

    private static Dictionary<string, object?> Ingress(string space, string name, params Dictionary<string, object?>[] peers) =>
        Policy(space, name, ("policyTypes", Manifest.List("Ingress")), ("ingress", Manifest.List(Manifest.Map(("from", Manifest.List(peers))))));

    private static Dictionary<string, object?> Rule(string[] ranges, params (string Protocol, long Port)[] ports) => Manifest.Map(
        ("to", Manifest.List(ranges.Select(Block))),
        ("ports", Manifest.List(ports.Select(p => Manifest.Map(("protocol", p.Protocol), ("port", p.Port))))));

    private static Dictionary<string, object?> Block(string range) => Manifest.Map(("ipBlock", Manifest.Map(("cidr", range))));

    private static Dictionary<string, object?> Policy(string space, string name, params (string Key, object? Value)[] spec) =>
        Manifest.Object("networking.k8s.io/v1", "NetworkPolicy", Manifest.Named(name, space), ("spec", Manifest.Map([("podSelector", Manifest.Map()), .. spec])));
}
