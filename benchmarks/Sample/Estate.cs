using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Infra.GitOps;

/// <summary>An ApplicationSet as the generators write them, over as many clusters and applications as one likes.</summary>
internal sealed class Estate
{
    private readonly Cluster[] clusters;
    private readonly string set;

    public Estate(int clusters, int apps)
    {
        this.clusters = [.. Enumerable.Range(0, clusters).Select(Cluster)];
        StringBuilder text = new("kind: ApplicationSet\nmetadata: {name: estate}\nspec:\n  goTemplate: true\n  goTemplateOptions: [missingkey=error]\n  generators:\n  - matrix:\n      generators:\n      - clusters: {selector: {matchLabels: {environment: prod}}}\n      - list:\n          elements:\n");
        for (int i = 0; i < apps; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"          - {{app: app-{i}, team: team-{i % 7}, path: apps/app-{i}, namespace: tenant-team-{i % 7}-prod, order: '{i % 3}'}}\n");
        }

        set = text.Append(
            """
              template:
                metadata:
                  name: '{{ .name }}-{{ .app }}'
                  labels: {app: '{{ .app }}', team: '{{ .team }}', region: '{{ .metadata.labels.region }}', wave: '{{ .metadata.labels.wave }}'}
                  annotations: {argocd.argoproj.io/sync-wave: '{{ .order }}'}
                spec:
                  project: estate
                  source:
                    repoURL: https://github.com/setu-retail/deploy
                    targetRevision: 3f1c2b7a9d4e5f60718293a4b5c6d7e8f9012345
                    path: '{{ .path }}'
                    helm: {ignoreMissingValueFiles: true, valueFiles: [values.yaml, values-prod.yaml, 'values-{{ .metadata.labels.region }}.yaml']}
                  destination: {name: '{{ .name }}', namespace: '{{ .namespace }}'}
                  syncPolicy: {automated: {prune: true, selfHeal: true}, retry: {limit: 5, backoff: {duration: 5s, factor: 2, maxDuration: 3m}}}

            """).ToString();
    }

    public IReadOnlyList<GeneratedApplication> Expand() => new ApplicationSetEvaluator(clusters, new NoRepositories()).Expand(set);

    private static Cluster Cluster(int i) => new(
        string.Create(CultureInfo.InvariantCulture, $"cluster-{i}"),
        string.Create(CultureInfo.InvariantCulture, $"https://cluster-{i}.invalid"),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["environment"] = "prod", ["region"] = $"asia-south{(i % 2) + 1}", ["wave"] = $"{(i % 2) + 1}" }.ToImmutableSortedDictionary(StringComparer.Ordinal),
        ImmutableSortedDictionary<string, string>.Empty);
}
