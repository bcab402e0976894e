using Infra.GitOps.ApplicationSets;
using Infra.GitOps.Templates;

namespace Infra.GitOps.Tests;

/// <summary>Short ways to write what the tests of the simulator put into git and into the hub.</summary>
internal static class Manifests
{
    /// <summary>The manifests of a text with documents.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, object?>> Read(string yaml) =>
        yaml.Split("---\n", StringSplitOptions.RemoveEmptyEntries).Where(d => d.Trim().Length > 0).Select(d => (IReadOnlyDictionary<string, object?>)YamlValues.Read(d)!);

    /// <summary>Objects of one wave in the namespace default, each as Kind/name or Kind/name=value; the value is its only field.</summary>
    public static string Objects(int wave, params string[] objects) => string.Concat(objects.Select(o => Object(wave, o, "")));

    /// <summary>One such object with sync-options of its own.</summary>
    public static string Object(int wave, string written, string options)
    {
        string[] named = written.Split('=', 2);
        string[] kind = named[0].Split('/');
        string version = kind[0] is "Deployment" or "StatefulSet" ? "apps/v1" : kind[0] == "Widget" ? "example.com/v1" : "v1";
        return $"---\napiVersion: {version}\nkind: {kind[0]}\nmetadata:\n  name: {kind[1]}\n  annotations: {{argocd.argoproj.io/sync-wave: '{wave}', argocd.argoproj.io/sync-options: '{options}'}}\ndata: {{value: '{named.ElementAtOrDefault(1)}'}}\n";
    }

    /// <summary>A project that permits everything.</summary>
    public static IReadOnlyDictionary<string, object?> Project(string name = "default", string spec = "sourceRepos: ['*'], destinations: [{name: '*', namespace: '*'}], clusterResourceWhitelist: [{group: '*', kind: '*'}]") =>
        Read($"apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: {{name: {name}, namespace: argocd}}\nspec: {{{spec}}}\n").Single();

    /// <summary>An Application with the folder of its name as its source.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cluster">Its destination.</param>
    /// <param name="automated">The fields of syncPolicy.automated.</param>
    /// <param name="retry">The fields of syncPolicy.retry; null for no such field.</param>
    /// <param name="options">The sync options.</param>
    /// <param name="metadata">More fields of its metadata.</param>
    /// <param name="source">More fields of its source.</param>
    /// <param name="space">The namespace of its destination.</param>
    public static string Application(string name, string cluster = "one", string automated = "prune: true, selfHeal: true", string? retry = "limit: 0", string options = "", string metadata = "", string source = "", string space = "default") =>
        $$"""
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: {{name}}, namespace: argocd{{(metadata.Length > 0 ? ", " + metadata : "")}}}
        spec:
          project: default
          source: {repoURL: https://git.example/repo, path: {{name}}, targetRevision: HEAD{{(source.Length > 0 ? ", " + source : "")}}}
          destination: {name: {{cluster}}, namespace: {{space}}}
          syncPolicy:
            automated: {{{automated}}}
            syncOptions: [ServerSideApply=true{{(options.Length > 0 ? ", " + options : "")}}]
        {{(retry is null ? "" : $"    retry: {{{retry}}}")}}

        """;

    /// <summary>The secret of a cluster.</summary>
    public static Cluster Cluster(string name, params (string Key, string Value)[] labels) => new(
        name,
        $"https://{name}.example",
        System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, labels.Select(l => KeyValuePair.Create(l.Key, l.Value))),
        System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty);
}
