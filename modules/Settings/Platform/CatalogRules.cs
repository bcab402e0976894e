using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Platform;

/// <summary>The rules between applications and tenants.</summary>
internal static class CatalogRules
{
    public static void Check(CheckedNode tenants, CheckedNode apps, SettingsProblems problems)
    {
        Dictionary<string, CheckedNode> known = tenants.Below("tenants").ToDictionary(t => t.Name, StringComparer.Ordinal);
        foreach (CheckedNode app in apps.Below("apps"))
        {
            CheckOwner(app, known, problems);
            CheckDependencies(app, apps, problems);
        }

        CheckPaths(apps, problems);
        CheckCycles(apps, problems);
    }

    /// <summary>How many applications stand before each on its longest way of dependencies; only after a check without problems.</summary>
    public static IReadOnlyDictionary<string, int> Waves(CheckedNode apps)
    {
        Dictionary<string, int> waves = new(StringComparer.Ordinal);
        Dictionary<string, CheckedNode> byName = apps.Below("apps").ToDictionary(a => a.Name, StringComparer.Ordinal);
        int Wave(string name)
        {
            if (!waves.TryGetValue(name, out int wave))
            {
                wave = DependenciesOf(byName[name]).Select(d => Wave(d) + 1).DefaultIfEmpty(0).Max();
                waves[name] = wave;
            }

            return wave;
        }

        foreach (string name in byName.Keys)
        {
            Wave(name);
        }

        return waves;
    }

    private static void CheckOwner(CheckedNode app, Dictionary<string, CheckedNode> tenants, SettingsProblems problems)
    {
        if (app["tenant"] is not { Value: KubernetesName tenant } owner)
        {
            return;
        }

        if (!tenants.TryGetValue(tenant.Value, out CheckedNode? found))
        {
            Unknown(owner, tenant.Value, "a tenant is one of stacks/catalog/tenants.yaml", tenants.Keys, problems);
            return;
        }

        string[] teams = [.. found.Below("teams").Select(t => $"{t.Value}")];
        if (app["team"] is { Value: KubernetesName team } node && !teams.Contains(team.Value, StringComparer.Ordinal))
        {
            Unknown(node, team.Value, $"a team is one of the tenant {tenant.Value}", teams, problems);
        }
    }

    private static void CheckDependencies(CheckedNode app, CheckedNode apps, SettingsProblems problems)
    {
        string[] names = [.. apps.Below("apps").Select(a => a.Name)];
        foreach (CheckedNode dependency in app.Below("dependsOn").Where(d => d.Value is KubernetesName name && !names.Contains(name.Value, StringComparer.Ordinal)))
        {
            Unknown(dependency, $"{dependency.Value}", "an application depends on applications of this file", names, problems);
        }
    }

    private static void CheckPaths(CheckedNode apps, SettingsProblems problems)
    {
        foreach (IGrouping<string, CheckedNode> group in apps.Below("apps").Where(a => a["path"]?.Value is RepositoryPath).GroupBy(a => $"{a["path"]!.Value}", StringComparer.Ordinal))
        {
            foreach (CheckedNode second in group.Skip(1))
            {
                problems.Add(second["path"]!.At, second["path"]!.Path, group.Key, $"{group.First().Path} has the same folder, and each application has its own", "Give it a folder of its own.");
            }
        }
    }

    private static void CheckCycles(CheckedNode apps, SettingsProblems problems)
    {
        Dictionary<string, CheckedNode> byName = apps.Below("apps").ToDictionary(a => a.Name, StringComparer.Ordinal);
        HashSet<string> done = new(StringComparer.Ordinal);
        foreach (string start in byName.Keys.Order(StringComparer.Ordinal))
        {
            if (!done.Contains(start) && Cycle(start, byName, done, []) is { } cycle)
            {
                problems.Add(byName[start].KeyAt, byName[start].Path, null, $"its dependencies go in a circle: {string.Join(" -> ", cycle)}", "Take one of them out.");
                done.UnionWith(cycle);
            }
        }
    }

    private static List<string>? Cycle(string name, Dictionary<string, CheckedNode> byName, HashSet<string> done, List<string> way)
    {
        int before = way.IndexOf(name);
        if (before >= 0)
        {
            return [.. way.Skip(before), name];
        }

        if (done.Contains(name))
        {
            return null;
        }

        way.Add(name);
        foreach (string dependency in DependenciesOf(byName[name]).Where(byName.ContainsKey))
        {
            if (Cycle(dependency, byName, done, way) is { } cycle)
            {
                return cycle;
            }
        }

        way.RemoveAt(way.Count - 1);
        done.Add(name);
        return null;
    }

    private static IEnumerable<string> DependenciesOf(CheckedNode app) => app.Below("dependsOn").Select(d => d.Value).OfType<KubernetesName>().Select(d => d.Value);

    private static void Unknown(CheckedNode node, string value, string rule, IEnumerable<string> known, SettingsProblems problems)
    {
        string[] names = [.. known];
        string mend = Spelling.Nearest(value, names) is { } near ? $"Did you mean {near}?" : $"There are: {string.Join(", ", names.Order(StringComparer.Ordinal))}.";
        problems.Add(node.At, node.Path, value, rule, mend);
    }
}
