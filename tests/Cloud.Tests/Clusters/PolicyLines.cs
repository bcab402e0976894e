using System.Collections;

namespace Infra.Cloud.Tests.Clusters;

/// <summary>NetworkPolicies as lines that a person can compare: who, which way, whom, on which ports.</summary>
internal static class PolicyLines
{
    private const string Type = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

    /// <summary>The policies of a namespace by name.</summary>
    public static Dictionary<string, string> Of(Recording made, string space, string? provider = null) => made.Of(Type)
        .Where(p => $"{p["metadata.namespace"]}" == space && (provider is null || (p.Provider ?? "").Contains(provider, StringComparison.Ordinal)))
        .ToDictionary(p => $"{p["metadata.name"]}", Line, StringComparer.Ordinal);

    private static string Line(Made policy)
    {
        var rule = policy["spec.egress[0]"] ?? policy["spec.ingress[0]"];
        var (arrow, peers) = policy["spec.egress[0]"] is null ? ("<-", "from") : ("->", "to");
        Assert.Equal(rule is null ? ["Ingress", "Egress"] : [arrow == "->" ? "Egress" : "Ingress"], policy.Texts("spec.policyTypes"));
        return rule is not IReadOnlyDictionary<string, object> map
            ? $"{Pods(policy["spec.podSelector"])} denied"
            : $"{Pods(policy["spec.podSelector"])} {arrow} {string.Join(" ", Items(map[peers]).Select(Peer))} : {string.Join(" ", Items(map["ports"]).Select(p => $"{Get(p, "protocol")}/{Get(p, "port")}"))}";
    }

    private static string Peer(object peer) => Get(peer, "ipBlock") is { } block
        ? $"{Get(block, "cidr")}"
        : $"{(Get(peer, "namespaceSelector") is { } space ? $"{Pods(space)}:" : "")}{Pods(Get(peer, "podSelector"))}";

    private static string Pods(object? selector)
    {
        var labels = Get(selector, "matchLabels") is IReadOnlyDictionary<string, object> one ? one.Select(l => $"{l.Value}") : [];
        var expressions = Get(selector, "matchExpressions") is IEnumerable some
            ? some.Cast<object>().SelectMany(e =>
            {
                Assert.Equal("In", Get(e, "operator"));
                return Items(Get(e, "values")!).Select(v => $"{v}");
            })
            : [];
        string[] all = [.. labels, .. expressions];
        return all.Length == 0 ? "*" : string.Join(",", all);
    }

    private static object? Get(object? map, string key) => (map as IReadOnlyDictionary<string, object>)?.GetValueOrDefault(key);

    private static IEnumerable<object> Items(object list) => ((IEnumerable)list).Cast<object>();
}
