using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Platform;

/// <summary>No two Applications, namespaces or projects may have one name: Argo CD would make neither, or one tenant would have another's.</summary>
internal static class CatalogNames
{
    // What the generators and Pulumi make beside applications, add-ons and tenants: the Applications REGION-tenants and REGION-group-NAME, and the projects.
    private static readonly string[] OwnProjects = ["addons", "clusters", "default", "platform", "root"];

    public static void Check(
        (CheckedNode Root, SettingsProblems Problems) tenants, (CheckedNode Root, SettingsProblems Problems) apps, (CheckedNode Root, SettingsProblems Problems) addOns)
    {
        CheckedNode[] added = [.. addOns.Root.Below("addons")];
        foreach (CheckedNode app in apps.Root.Below("apps").Where(a => IsOwn(a.Name) || added.Any(o => o.Name == a.Name)))
        {
            string other = IsOwn(app.Name) ? "the Applications that infra makes for the tenants and the groups of a region" : $"the add-on of stacks/catalog/addons.yaml:{Line(added, app.Name)}";
            apps.Problems.Add(app.KeyAt, app.Path, null, $"its Applications REGION-{app.Name} would have the same names as those of {other}", "Give it another name.");
        }

        foreach (CheckedNode addOn in added.Where(o => IsOwn(o.Name)))
        {
            addOns.Problems.Add(addOn.KeyAt, addOn.Path, null, $"its Applications REGION-{addOn.Name} would have the same names as those that infra makes", "Give it another name.");
        }

        foreach (CheckedNode tenant in tenants.Root.Below("tenants").Where(t => OwnProjects.Contains(t.Name, StringComparer.Ordinal)))
        {
            tenants.Problems.Add(tenant.KeyAt, tenant.Path, null, $"the Argo CD projects {string.Join(", ", OwnProjects)} are the platform's own", "Give the tenant another name.");
        }

        CheckNamespaces(tenants.Root, tenants.Problems);
        CheckAddOnNamespaces(added, addOns.Problems);
    }

    private static bool IsOwn(string name) => name == "tenants" || name.StartsWith("group-", StringComparison.Ordinal);

    // TENANT-TEAM-ENV: "a" with "b-c" and "a-b" with "c" would share one, and Kubernetes takes 63 characters.
    private static void CheckNamespaces(CheckedNode tenants, SettingsProblems problems)
    {
        Dictionary<string, string> seen = new(StringComparer.Ordinal);
        foreach ((CheckedNode tenant, CheckedNode team) in tenants.Below("tenants").SelectMany(t => t.Below("teams").Where(x => x.Value is not null).Select(x => (t, x))))
        {
            string space = $"{tenant.Name}-{team.Value}";
            int longest = KubernetesName.Rule.MaxLength - 1 - StackName.Rule.MaxLength;
            if (space.Length > longest)
            {
                problems.Add(team.At, team.Path, $"{team.Value}", $"the namespace {space}-ENV has at most {KubernetesName.Rule.MaxLength} characters, so tenant and team have at most {longest} together with their hyphen", "Shorten one of them.");
            }
            else if (!seen.TryAdd(space, team.Path))
            {
                problems.Add(team.At, team.Path, $"{team.Value}", $"its namespace {space}-ENV is that of {seen[space]} too", "Give one of them another name.");
            }
        }
    }

    private static void CheckAddOnNamespaces(CheckedNode[] addOns, SettingsProblems problems)
    {
        Dictionary<string, string> seen = PlatformNamespaces.All.ToDictionary(n => n, _ => "the platform's own", StringComparer.Ordinal);
        foreach (CheckedNode space in addOns.Select(o => o["namespace"]).OfType<CheckedNode>().Where(n => n.Value is not null))
        {
            if (!seen.TryAdd($"{space.Value}", $"that of {space.Path}"))
            {
                problems.Add(space.At, space.Path, $"{space.Value}", $"this namespace is {seen[$"{space.Value}"]}, and each add-on has one of its own", "Give it another.");
            }
        }
    }

    private static int Line(IEnumerable<CheckedNode> nodes, string name) => nodes.First(n => n.Name == name).KeyAt.Line;
}
