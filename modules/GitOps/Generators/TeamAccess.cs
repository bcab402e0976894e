using Infra.Model.Values;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.GitOps.Generators;

/// <summary>
/// Who may do what in a team's namespace, by group: developers look outside production, senior developers everywhere, platform engineers also
/// restart, security also audits. Nobody reads secrets, and nobody changes anything by hand that git says.
/// </summary>
/// <remarks>Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles (<c>view</c> shows no secrets).</remarks>
internal static class TeamAccess
{
    private const string Rbac = "rbac.authorization.k8s.io";
    private static readonly string[] Look = ["get", "list", "watch"];

    public static IEnumerable<Dictionary<string, object?>> Of(RenderOptions options, TenantSettings tenant, string space)
    {
        ArgoCdGroupSettings groups = options.Settings.ArgoCd.Groups;
        if (!options.IsProduction)
        {
            yield return Binding(space, "developers-view", "ClusterRole", "view", tenant.Group);
        }

        yield return Binding(space, "senior-developers-view", "ClusterRole", "view", groups.SeniorDevelopers);
        yield return Binding(space, "platform-view", "ClusterRole", "view", groups.Platform);
        yield return Binding(space, "security-view", "ClusterRole", "view", groups.Security);
        yield return Role(space, "restart",
            Rule(["apps"], ["deployments", "statefulsets"], ["patch"]),
            Rule([""], ["pods"], ["delete"]));
        yield return Binding(space, "platform-restart", "Role", "restart", groups.Platform);
        yield return Role(space, "audit",
            Rule([Rbac], ["roles", "rolebindings"], Look),
            Rule(["external-secrets.io"], ["externalsecrets", "secretstores"], Look));
        yield return Binding(space, "security-audit", "Role", "audit", groups.Security);
    }

    public static Dictionary<string, object?> Role(string space, string name, params Dictionary<string, object?>[] rules) =>
        Manifest.Object($"{Rbac}/v1", "Role", Manifest.Named(name, space), ("rules", Manifest.List(rules)));

    public static Dictionary<string, object?> Rule(string[] groups, string[] resources, string[] verbs, params string[] names) => Manifest.Map(
        ("apiGroups", Manifest.List(groups)),
        ("resources", Manifest.List(resources)),
        ("verbs", Manifest.List(verbs)),
        ("resourceNames", names.Length == 0 ? null : Manifest.List(names)));

    public static Dictionary<string, object?> Binding(string space, string name, string roleKind, string role, Dictionary<string, object?> subject) => Manifest.Object(
        $"{Rbac}/v1",
        "RoleBinding",
        Manifest.Named(name, space),
        ("roleRef", Manifest.Map(("apiGroup", Rbac), ("kind", roleKind), ("name", role))),
        ("subjects", Manifest.List(subject)));

    private static Dictionary<string, object?> Binding(string space, string name, string roleKind, string role, GroupAddress group) =>
        Binding(space, name, roleKind, role, Manifest.Map(("apiGroup", Rbac), ("kind", "Group"), ("name", group.Value)));
}
