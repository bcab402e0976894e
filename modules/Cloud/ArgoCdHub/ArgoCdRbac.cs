using Infra.Model.Values;
using Infra.Settings.Stacks;

namespace Infra.Cloud.ArgoCdHub;

/// <summary>Who may do what in Argo CD. Whoever is in none of the groups may do nothing.</summary>
/// <remarks>Source: https://argo-cd.readthedocs.io/en/stable/operator-manual/rbac/. Tenants' own roles stand in their projects.</remarks>
internal static class ArgoCdRbac
{
    private static readonly string[] Look = ["applications, get, */*", "applicationsets, get, */*", "projects, get, *"];

    private static readonly string[] LookAtAll =
        [.. Look, "logs, get, */*", "clusters, get, *", "repositories, get, *", "certificates, get, *", "gpgkeys, get, *", "accounts, get, *"];

    /// <summary>The policy as Casbin reads it: roles, then their groups.</summary>
    public static string Policy(ArgoCdGroupSettings groups, Tier tier)
    {
        // Nobody deletes, overrides or runs anything in a pod from here: changes go through Git.
        (string Role, GroupAddress Group, string[] May)[] roles =
        [
            // Production's logs and manifests are not for everybody; developers see it through their tenant's project.
            ("developer", groups.Developers, tier == Tier.Production ? [] : [.. Look, "logs, get, */*"]),
            ("senior-developer", groups.SeniorDevelopers, [.. Look, "logs, get, */*"]),
            ("platform", groups.Platform, [.. LookAtAll, "applications, sync, */*"]),
            ("security", groups.Security, LookAtAll),
        ];
        var lines = roles.Where(r => r.May.Length > 0)
            .SelectMany(r => r.May.Select(may => $"p, role:{r.Role}, {may}, allow").Append($"g, {r.Group}, role:{r.Role}"));
        return string.Concat(lines.Select(l => l + "\n"));
    }
}
