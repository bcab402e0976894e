namespace Infra.GitOps;

/// <summary>What keeps each team of each tenant inside its bounds: namespace, quota, limits, network policies, access.</summary>
/// <remarks>Sources: https://kubernetes.io/docs/concepts/security/pod-security-standards/; capabilities H1, D8.</remarks>
internal static class TenantManifests
{
    public static IEnumerable<RenderedFile> Render(RenderOptions options) =>
        options.Catalog.Tenants.SelectMany(tenant => tenant.Teams.Select(team => Manifest.File($"tenants/{tenant.Name}-{team}.yaml", Objects(options, tenant, team))));

    private static IEnumerable<Dictionary<string, object?>> Objects(RenderOptions options, TenantSettings tenant, KubernetesName team)
    {
        string space = options.Namespace(tenant, team);
        Dictionary<string, object?> Named(string name) => Manifest.Map(("name", name), ("namespace", space));
        yield return Manifest.Object("v1", "Namespace", Manifest.Map(
            ("name", space),
            ("labels", Manifest.Map(
                ("environment", options.Environment),
                ("tenant", tenant.Name.Value),
                ("team", team.Value),
                ("pod-security.kubernetes.io/enforce", "restricted"),
                ("pod-security.kubernetes.io/enforce-version", "latest"),
                ("pod-security.kubernetes.io/audit", "restricted"),
                ("pod-security.kubernetes.io/warn", "restricted"))),

            // Before everything that is in it.
            ("annotations", Manifest.Map(("argocd.argoproj.io/sync-wave", "-1")))));
        yield return Manifest.Object("v1", "ResourceQuota", Named("quota"), ("spec", Manifest.Map(("hard", Manifest.Map(
            ("requests.cpu", tenant.Cpu.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("requests.memory", $"{tenant.MemoryGi}Gi"),
            ("requests.storage", $"{tenant.StorageGi}Gi"),
            ("services.loadbalancers", "0"),
            ("services.nodeports", "0"))))));
        yield return Manifest.Object("v1", "LimitRange", Named("limits"), ("spec", Manifest.Map(("limits", Manifest.List(Manifest.Map(
            ("type", "Container"),
            ("default", Manifest.Map(("memory", "512Mi"))),
            ("defaultRequest", Manifest.Map(("cpu", "100m"), ("memory", "256Mi")))))))));
        yield return Policy(Named("default-deny"), ("podSelector", Manifest.Map()), ("policyTypes", Manifest.List("Ingress", "Egress")));
        yield return Policy(Named("allow-dns"), ("podSelector", Manifest.Map()), ("policyTypes", Manifest.List("Egress")), ("egress", Manifest.List(Manifest.Map(
            ("to", Manifest.List(Manifest.Map(("namespaceSelector", Manifest.Map(("matchLabels", Manifest.Map(("kubernetes.io/metadata.name", "kube-system")))))))),
            ("ports", Manifest.List(Port("UDP", 53), Port("TCP", 53)))))));
        yield return Policy(Named("allow-same-namespace"), ("podSelector", Manifest.Map()), ("policyTypes", Manifest.List("Ingress", "Egress")),
            ("ingress", Manifest.List(Manifest.Map(("from", Manifest.List(Manifest.Map(("podSelector", Manifest.Map()))))))),
            ("egress", Manifest.List(Manifest.Map(("to", Manifest.List(Manifest.Map(("podSelector", Manifest.Map()))))))));
        yield return Manifest.Object("rbac.authorization.k8s.io/v1", "RoleBinding", Named("team-view"),
            ("roleRef", Manifest.Map(("apiGroup", "rbac.authorization.k8s.io"), ("kind", "ClusterRole"), ("name", "view"))),
            ("subjects", Manifest.List(Manifest.Map(("apiGroup", "rbac.authorization.k8s.io"), ("kind", "Group"), ("name", tenant.Group.Value)))));
    }

    private static Dictionary<string, object?> Policy(Dictionary<string, object?> metadata, params (string Key, object? Value)[] spec) =>
        Manifest.Object("networking.k8s.io/v1", "NetworkPolicy", metadata, ("spec", Manifest.Map(spec)));

    private static Dictionary<string, object?> Port(string protocol, long port) => Manifest.Map(("protocol", protocol), ("port", port));
}
