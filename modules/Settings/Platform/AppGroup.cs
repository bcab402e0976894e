using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.Settings.Platform;

/// <summary>Applications that depend on each other, directly or through others: one order holds within them, and a failure holds nothing outside.</summary>
/// <param name="Name">The name of the application that comes first in it: of the lowest wave, by ordinal order.</param>
/// <param name="Apps">The applications, by wave and then in ordinal order.</param>
public sealed record AppGroup(KubernetesName Name, ImmutableArray<AppSettings> Apps)
{
    /// <summary>The groups of a catalog, in ordinal order of names; each application is in exactly one.</summary>
    /// <param name="apps">The applications of a catalog, of all environments: a group has the same name in each.</param>
    public static ImmutableArray<AppGroup> Of(ImmutableArray<AppSettings> apps)
    {
        Dictionary<KubernetesName, KubernetesName> leader = apps.ToDictionary(a => a.Name, a => a.Name);
        KubernetesName Leader(KubernetesName name) => leader[name] == name ? name : leader[name] = Leader(leader[name]);
        foreach (AppSettings app in apps)
        {
            foreach (KubernetesName dependency in app.DependsOn.Where(leader.ContainsKey))
            {
                leader[Leader(app.Name)] = Leader(dependency);
            }
        }

        return
        [
            .. apps.GroupBy(a => Leader(a.Name))
                .Select(g => g.OrderBy(a => a.Wave).ThenBy(a => a.Name.Value, StringComparer.Ordinal).ToImmutableArray())
                .Select(members => new AppGroup(members[0].Name, members))
                .OrderBy(g => g.Name.Value, StringComparer.Ordinal),
        ];
    }
}
