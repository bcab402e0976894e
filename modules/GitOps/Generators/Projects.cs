using System.Collections.Immutable;
using Infra.Model.Manifests;
using Infra.Model.Values;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.GitOps.Generators;

/// <summary>The Argo CD projects: one a tenant, the platform's own, and the project <c>default</c> emptied. None has a wildcard.</summary>
/// <remarks>Source: https://argo-cd.readthedocs.io/en/stable/user-guide/projects/.</remarks>
internal static class Projects
{
    /// <summary>The project of the platform team: what keeps tenants inside their bounds.</summary>
    public const string Platform = "platform";

    /// <summary>The project of the add-ons.</summary>
    public const string AddOns = "addons";

    /// <summary>The project of the Applications that keep other Applications.</summary>
    public const string Clusters = "clusters";

    private const string Rbac = "rbac.authorization.k8s.io";

    // What keeps a tenant inside its bounds is not the tenant's to change.
    private static readonly (string Group, string Kind)[] Guarded =
    [
        ("", "LimitRange"), ("", "ResourceQuota"), ("external-secrets.io", "ExternalSecret"), ("external-secrets.io", "PushSecret"), ("external-secrets.io", "SecretStore"),
        ("networking.k8s.io", "NetworkPolicy"), (Rbac, "Role"), (Rbac, "RoleBinding"),
    ];

    private static readonly (string Group, string Kind)[] Bounds =
    [
        ("", "LimitRange"), ("", "ResourceQuota"), ("", "ServiceAccount"), ("external-secrets.io", "ExternalSecret"), ("external-secrets.io", "SecretStore"),
        ("networking.k8s.io", "NetworkPolicy"), (Rbac, "Role"), (Rbac, "RoleBinding"),
    ];

    // What the charts of operators make for a whole cluster, and the policies of admission that come with theirs.
    private static readonly (string Group, string Kind)[] ClusterWide =
    [
        ("", "Namespace"), ("admissionregistration.k8s.io", "MutatingWebhookConfiguration"), ("admissionregistration.k8s.io", "ValidatingWebhookConfiguration"),
        ("apiextensions.k8s.io", "CustomResourceDefinition"), ("kyverno.io", "ClusterPolicy"), (Rbac, "ClusterRole"), (Rbac, "ClusterRoleBinding"),
    ];

    public static IEnumerable<RenderedFile> Render(RenderOptions options)
    {
        yield return Manifest.File("projects/default.yaml", Project("default", "Emptied: an application without a project of its own can do nothing.", [], []));
        yield return Manifest.File("projects/platform.yaml", PlatformProject(options));
        yield return Manifest.File("projects/addons.yaml", AddOnsProject(options));
        yield return Manifest.File("projects/clusters.yaml", ClustersProject(options));
        foreach (TenantSettings tenant in options.Catalog.Tenants)
        {
            yield return Manifest.File($"projects/{tenant.Name}.yaml", TenantProject(options, tenant));
        }
    }

    private static Dictionary<string, object?> PlatformProject(RenderOptions options) => Project(
        Platform,
        "The platform team's own: namespaces, quotas, policies and secrets of the tenants.",
        [options.Catalog.Platform.Value],

        // The Application of the tenants has no namespace of its own, and Argo CD matches that with an empty one alone.
        Destinations(options, options.Catalog.Tenants.SelectMany(t => t.Teams.Select(team => options.Namespace(t, team))).Prepend("")),
        ("clusterResourceWhitelist", Kinds([("", "Namespace")])),
        ("namespaceResourceWhitelist", Kinds(Bounds)),
        ("roles", Manifest.List(Roles(options, Platform, null))));

    // They may keep Applications on the hub, and nothing else: an Application of it that goes takes no more than Applications along.
    private static Dictionary<string, object?> ClustersProject(RenderOptions options) => Project(
        Clusters,
        "The Applications of each cluster and of each group of applications, which keep the others.",
        [options.Catalog.Platform.Value],
        Manifest.List(Manifest.Map(("name", options.Settings.Names.Cluster(options.Settings.Hub.Region)), ("namespace", PlatformNamespaces.ArgoCd))),
        ("namespaceResourceWhitelist", Kinds([("argoproj.io", "Application")])),
        ("roles", Manifest.List(Roles(options, Clusters, null))));

    private static Dictionary<string, object?> AddOnsProject(RenderOptions options)
    {
        ImmutableArray<AddOnSettings> addOns = [.. AddOnCharts.Of(options)];
        return Project(
            AddOns,
            "What every cluster has beside the applications.",
            [.. addOns.Select(a => a.Repository.Value).Append(options.Catalog.Platform.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Destinations(options, addOns.Select(a => a.Namespace.Value)),
            ("clusterResourceWhitelist", Kinds(ClusterWide)),
            ("roles", Manifest.List(Roles(options, AddOns, null))));
    }

    private static Dictionary<string, object?> TenantProject(RenderOptions options, TenantSettings tenant) => Project(
        tenant.Name.Value,
        $"Applications of {tenant.Name}.",
        [options.Catalog.Repository.Value],
        Destinations(options, tenant.Teams.Select(team => options.Namespace(tenant, team))),
        ("namespaceResourceBlacklist", Kinds(Guarded)),
        ("roles", Manifest.List(Roles(options, tenant.Name.Value, tenant.Group))));

    // Developers look outside production, senior developers everywhere (they approve in GitHub), platform engineers sync, security reads logs too.
    private static IEnumerable<object?> Roles(RenderOptions options, string project, GroupAddress? developers)
    {
        ArgoCdGroupSettings groups = options.Settings.ArgoCd.Groups;
        if (developers is not null && !options.IsProduction)
        {
            yield return Role(project, "developers", "look at the applications", developers, "applications, get");
        }

        if (developers is not null)
        {
            yield return Role(project, "senior-developers", "look at the applications", groups.SeniorDevelopers, "applications, get");
        }

        yield return Role(project, "platform", "look at the applications and sync them", groups.Platform, "applications, get", "applications, sync");
        yield return Role(project, "security", "look at the applications and their logs", groups.Security, "applications, get", "logs, get");
    }

    private static Dictionary<string, object?> Role(string project, string name, string may, GroupAddress group, params string[] actions) => Manifest.Map(
        ("name", name),
        ("description", $"People of {group} {may}."),
        ("groups", Manifest.List(group.Value)),
        ("policies", Manifest.List(actions.Select(a => $"p, proj:{project}:{name}, {a}, {project}/*, allow"))));

    private static List<object?> Destinations(RenderOptions options, IEnumerable<string> spaces)
    {
        string[] all = [.. spaces];
        return Manifest.List(options.Settings.Clusters.SelectMany(c => all.Select(space => Manifest.Map(("name", options.Settings.Names.Cluster(c.Region)), ("namespace", space)))));
    }

    private static List<object?> Kinds(IEnumerable<(string Group, string Kind)> kinds) => Manifest.List(kinds.Select(k => Manifest.Map(("group", k.Group), ("kind", k.Kind))));

    private static Dictionary<string, object?> Project(string name, string description, IEnumerable<string> sources, List<object?> destinations, params (string Key, object? Value)[] rest)
    {
        Dictionary<string, object?> spec = Manifest.Map(
            ("description", description),
            ("sourceRepos", Manifest.List(sources)),
            ("destinations", destinations),
            ("clusterResourceWhitelist", Manifest.List()));
        foreach ((string key, object? value) in rest)
        {
            spec[key] = value;
        }

        // A project that is gone from the release stays until no Application names it: without it Argo CD could not delete what they keep.
        return Manifest.Object(
            "argoproj.io/v1alpha1", "AppProject", Manifest.Map(("name", name), ("namespace", PlatformNamespaces.ArgoCd), ("finalizers", Manifest.List(ArgoCdKeys.Finalizer))), ("spec", spec));
    }
}
