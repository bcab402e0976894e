using System.Collections.Immutable;
using System.Globalization;
using Infra.GitOps.ApplicationSets;
using Infra.GitOps.Comparing;
using Infra.GitOps.Objects;
using Infra.Model.Manifests;
using Infra.Model.Values;

namespace Infra.GitOps;

/// <summary>What <c>infra render</c> writes, over as many clusters as one likes: a set, the chart of a cluster and charts of groups of five applications.</summary>
internal sealed class Estate
{
    /// <summary>The Applications of each cluster: its own, the tenants, 8 groups and 40 applications.</summary>
    public const int PerCluster = 1 + 1 + Groups + (Groups * GroupApps);

    private const int Groups = 8;
    private const int GroupApps = 5;
    private const string Revision = "3f1c2b7a9d4e5f60718293a4b5c6d7e8f9012345";
    private static readonly StackName Environment = StackName.Of("prod");
    private readonly Cluster[] clusters;
    private readonly PlatformFiles platform;

    public Estate(int clusters)
    {
        this.clusters = [.. Enumerable.Range(0, clusters).Select(Cluster)];
        platform = new PlatformFiles(Environment, GitRevision.Of(Revision), [.. Files()]);
    }

    public ImmutableArray<KeptObject> Expand() => [.. EnvironmentObjects.Read(platform, clusters).Where(o => o.IsApplication)];

    private static string SetParent => Parent("cluster", "{{ .name }}", "{{ .metadata.annotations.platform }}", "      ");

    private static IEnumerable<RenderedFile> Files()
    {
        yield return new("applicationsets/clusters.yaml",
            $$$"""
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: clusters, namespace: argocd}
            spec:
              goTemplate: true
              goTemplateOptions: [missingkey=error]
              generators:
              - clusters: {selector: {matchLabels: {environment: prod } } }
              template:
                metadata: {name: '{{ .name }}'}
                spec:
            {{{SetParent}}}
            """);
        yield return new("cluster/Chart.yaml", "name: cluster\n");
        yield return new("cluster/templates/tenants.yaml", Application("tenants", 0, "  project: platform\n  source: {repoURL: https://github.com/setu-retail/infra, targetRevision: '{{ .Values.platform }}', path: gitops/prod/tenants}\n  destination:\n    name: '{{ .Values.cluster }}'"));
        foreach (int group in Enumerable.Range(0, Groups))
        {
            yield return new($"cluster/templates/group-{group}.yaml", Application($"group-{group}", 2, Parent($"groups/{group}", "{{ .Values.cluster }}", "{{ .Values.platform }}", "  ")));
            yield return new($"groups/{group}/Chart.yaml", $"name: group-{group}\n");
            foreach (int app in Enumerable.Range(group * GroupApps, GroupApps))
            {
                yield return new($"groups/{group}/templates/app-{app}.yaml", Application($"app-{app}", app % 3, App(app)));
            }
        }
    }

    private static string Application(string name, int wave, string spec) =>
        $$$"""
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata:
          annotations:
            argocd.argoproj.io/sync-wave: "{{{wave}}}"
          labels:
            environment: prod
            region: '{{ .Values.region }}'
          name: '{{ .Values.region }}-{{{name}}}'
          namespace: argocd
        spec:
        {{{spec}}}

        """;

    private static string Parent(string folder, string cluster, string platform, string indent) => Indented(indent,
        $"""
        project: clusters
        source:
          repoURL: https://github.com/setu-retail/infra
          targetRevision: '{platform}'
          path: gitops/prod/{folder}
          helm:
            parameters:
            - forceString: true
              name: cluster
              value: '{cluster}'
            - forceString: true
              name: platform
              value: '{platform}'
            - forceString: true
              name: region
              value: '{cluster}'
        destination:
          name: hub
          namespace: argocd
        """);

    private static string App(int app) => Indented("  ",
        $$$"""
        project: estate
        source:
          repoURL: https://github.com/setu-retail/deploy
          targetRevision: {{{Revision}}}
          path: apps/app-{{{app}}}
          helm:
            ignoreMissingValueFiles: true
            valueFiles:
            - values.yaml
            - values-prod.yaml
            - 'values-{{ .Values.region }}.yaml'
        destination:
          name: '{{ .Values.cluster }}'
          namespace: tenant-team-prod
        info:
        - name: Runbook
          value: https://github.com/setu-retail/deploy/blob/{{{Revision}}}/apps/app-{{{app}}}/RUNBOOK.md
        syncPolicy:
          automated: {prune: true, selfHeal: true}
          retry: {limit: 10, backoff: {duration: 5s, factor: 2, maxDuration: 3m}}
          syncOptions: [ServerSideApply=true, FailOnSharedResource=true]
        """);

    private static string Indented(string indent, string text) => indent + text.ReplaceLineEndings("\n").Replace("\n", $"\n{indent}", StringComparison.Ordinal);

    private static Cluster Cluster(int i) => new(
        string.Create(CultureInfo.InvariantCulture, $"cluster-{i}"),
        string.Create(CultureInfo.InvariantCulture, $"https://cluster-{i}.invalid"),
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("environment", "prod")]),
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("platform", Revision)]));
}
