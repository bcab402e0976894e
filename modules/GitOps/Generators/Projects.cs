namespace Infra.GitOps;

/// <summary>The Argo CD projects: one a tenant, and the project <c>default</c> emptied.</summary>
/// <remarks>Source: https://argo-cd.readthedocs.io/en/stable/user-guide/projects/; checklist 35, 36.</remarks>
internal static class Projects
{
    /// <summary>The project of the platform team, which alone may make cluster-wide objects.</summary>
    public const string Platform = "platform";

    public static IEnumerable<RenderedFile> Render(RenderOptions options)
    {
        yield return Manifest.File("projects/default.yaml", Project("default", "Emptied: an application without a project of its own can do nothing.", []));
        yield return Manifest.File("projects/platform.yaml", PlatformProject(options));
        foreach (TenantSettings tenant in options.Catalog.Tenants)
        {
            yield return Manifest.File($"projects/{tenant.Name}.yaml", TenantProject(options, tenant));
        }
    }

    private static Dictionary<string, object?> PlatformProject(RenderOptions options) => Project(
        Platform,
        "The platform team's own: namespaces, quotas and policies of the tenants.",
        [options.Catalog.Platform.Value],
        ("clusterResourceWhitelist", Manifest.List(Manifest.Map(("group", ""), ("kind", "Namespace")))),
        ("destinations", Manifest.List(options.Settings.Clusters.SelectMany(c => options.Catalog.Tenants.SelectMany(t => t.Teams.Select(team => Destination(options, c, options.Namespace(t, team))))))));

    private static Dictionary<string, object?> TenantProject(RenderOptions options, TenantSettings tenant) => Project(
        tenant.Name.Value,
        $"Applications of {tenant.Name}.",
        [options.Catalog.Repository.Value],
        ("destinations", Manifest.List(options.Settings.Clusters.SelectMany(c => tenant.Teams.Select(team => Destination(options, c, options.Namespace(tenant, team)))))),
        ("namespaceResourceBlacklist", Manifest.List(Guarded.Select(g => Manifest.Map(("group", g.Group), ("kind", g.Kind))))),
        ("roles", Manifest.List(Manifest.Map(
            ("name", "team"),
            ("description", $"People of {tenant.Group} look at the applications of {tenant.Name}{(options.IsProduction ? "" : " and sync them")}."),
            ("groups", Manifest.List(tenant.Group.Value)),
            ("policies", Manifest.List((options.IsProduction ? ["get"] : (string[])["get", "sync"]).Select(action => $"p, proj:{tenant.Name}:team, applications, {action}, {tenant.Name}/*, allow")))))));

    // What keeps a tenant inside its bounds is not the tenant's to change.
    private static readonly (string Group, string Kind)[] Guarded =
        [("", "LimitRange"), ("", "ResourceQuota"), ("networking.k8s.io", "NetworkPolicy"), ("rbac.authorization.k8s.io", "Role"), ("rbac.authorization.k8s.io", "RoleBinding")];

    private static Dictionary<string, object?> Destination(RenderOptions options, ClusterSettings cluster, string space) =>
        Manifest.Map(("name", options.Settings.Names.Cluster(cluster.Region)), ("namespace", space));

    private static Dictionary<string, object?> Project(string name, string description, string[] sources, params (string Key, object? Value)[] rest)
    {
        Dictionary<string, object?> spec = Manifest.Map(
            ("description", description),
            ("sourceRepos", Manifest.List(sources)),
            ("destinations", Manifest.List()),
            ("clusterResourceWhitelist", Manifest.List()));
        foreach ((string key, object? value) in rest)
        {
            spec[key] = value;
        }

        return Manifest.Object("argoproj.io/v1alpha1", "AppProject", Manifest.Map(("name", name), ("namespace", "argocd")), ("spec", spec));
    }
}
