using System.Collections.Immutable;
using Infra.GitOps.Objects;

namespace Infra.GitOps.Comparing;

/// <summary>What the projects of Argo CD allow no longer. Projects are of the whole environment, so a region that a release has not reached loses it too, and what it still runs hangs.</summary>
public static class ProjectNarrowing
{
    private static readonly (string List, string[] Keys)[] Allowing =
    [
        ("sourceRepos", []), ("destinations", ["name", "namespace"]), ("clusterResourceWhitelist", ["group", "kind"]), ("namespaceResourceWhitelist", ["group", "kind"]),
    ];

    /// <summary>Each project that is gone, and each entry that a project has lost; then each kind that one forbids newly.</summary>
    /// <param name="before">What Argo CD keeps.</param>
    /// <param name="after">What it would keep.</param>
    public static ImmutableArray<string> Of(ImmutableArray<KeptObject> before, ImmutableArray<KeptObject> after)
    {
        Dictionary<string, KeptObject> now = after.Where(o => o.Kind == "AppProject").ToDictionary(o => o.Name, StringComparer.Ordinal);
        return [.. before.Where(o => o.Kind == "AppProject").SelectMany(o => now.TryGetValue(o.Name, out KeptObject? project) ? Lost(o, project) : [$"the project {o.Name}"])];
    }

    private static IEnumerable<string> Lost(KeptObject before, KeptObject after) =>
        Allowing.SelectMany(a => Entries(before, a.List, a.Keys).Except(Entries(after, a.List, a.Keys), StringComparer.Ordinal).Select(e => $"{e} of {a.List} of the project {before.Name}"))
            .Concat(Entries(after, "namespaceResourceBlacklist", ["group", "kind"]).Except(Entries(before, "namespaceResourceBlacklist", ["group", "kind"]), StringComparer.Ordinal)
                .Select(e => $"{e}, which the project {before.Name} forbids"));

    private static IEnumerable<string> Entries(KeptObject project, string list, string[] keys) =>
        (((project.Manifest.GetValueOrDefault("spec") as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(list) as List<object?>) ?? [])
        .Select(e => e is IReadOnlyDictionary<string, object?> map ? string.Join('/', keys.Select(k => map.GetValueOrDefault(k))) : $"{e}");
}
