using System.Collections.Immutable;
using Infra.GitOps.ApplicationSets;
using Infra.GitOps.Templates;

namespace Infra.GitOps.Tests;

/// <summary>What the evaluator refuses and how it fills; what generators make is in <see cref="GoldenTests"/>.</summary>
public sealed class ApplicationSetTests
{
    private static readonly Cluster[] Clusters =
    [
        Cluster("prod-mumbai", "https://kubernetes.default.svc", ("environment", "prod"), ("region", "asia-south1"), ("tier", "1")),
        Cluster("prod-delhi", "https://10.0.0.2", ("environment", "prod"), ("region", "asia-south2"), ("tier", "2")),
        Cluster("dev_Mumbai", "https://10.0.1.1", ("environment", "dev"), ("region", "asia-south1")),
    ];

    private static readonly Files Git = new(
        ("apps/catalog/config.yaml", "team: shop\nreplicas: 2\n"),
        ("apps/catalog/values.yaml", "a: 1\n"),
        ("apps/payments/config.yaml", "team: pay\nreplicas: 3\n"),
        ("apps/payments/deep/x.txt", "text"),
        ("apps/.hidden/config.yaml", "team: none\n"),
        ("regions/list.json", """[{"region":"asia-south1","role":"primary"},{"region":"asia-south2","role":"secondary"}]"""),
        ("README.md", "x"));

    public static TheoryData<string, string> Refused => new()
    {
        { "- git: {repoURL: r, revision: main, files: [{path: apps/payments/deep/x.txt}]}", "s: spec.generators[0].git.files: apps/payments/deep/x.txt must be a map or a list of maps" },
        { "- list: {elements: {a: b}}", "s: spec.generators[0].list.elements: is a map and must be a list: the API server refuses it" },
        { "- clusters: {values: {a: '{{ .metadata.labels.nobody }}'}}", "s: spec.generators[0].clusters.values.a: 1:4: there is no 'nobody'; there are: argocd.argoproj.io/secret-type, environment, region" },
        { "- list: {elements: [], template: {}}", "s: spec.generators[0].list.template: there is no such field, or it is not supported here; there are: elements, elementsYaml" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_set_that_cannot_be_expanded_says_where_and_why(string generators, string message) =>
        Assert.Equal(message, Assert.Throws<ApplicationSetException>(() => Expand(Set(generators, "{{ .name }}"))).Message);

    [Fact]
    public void Every_text_of_the_template_is_filled_and_the_rest_stays()
    {
        GeneratedApplication application = Expand(
            """
            kind: ApplicationSet
            metadata: {name: s}
            spec:
              goTemplate: true
              goTemplateOptions: [missingkey=error]
              generators: [{clusters: {selector: {matchLabels: {tier: '1'}}}}]
              template:
                metadata:
                  name: '{{ .nameNormalized }}-api'
                  labels: {'region-{{ .metadata.labels.region }}': 'yes'}
                spec:
                  project: payments
                  destination: {server: '{{ .server }}', namespace: api}
                  source: {repoURL: r, path: 'apps/{{ .metadata.labels.environment }}', helm: {values: "region: {{ .metadata.labels.region }}\n"}}
                  syncPolicy: {automated: {prune: true}, retry: {limit: 5}}
            """).Single();

        Assert.Equal(
            """{"apiVersion":"argoproj.io/v1alpha1","kind":"Application","metadata":{"finalizers":["resources-finalizer.argocd.argoproj.io"],"labels":{"region-asia-south1":"yes"},"name":"prod-mumbai-api"},"spec":{"destination":{"namespace":"api","server":"https://kubernetes.default.svc"},"project":"payments","source":{"helm":{"values":"region: asia-south1\n"},"path":"apps/prod","repoURL":"r"},"syncPolicy":{"automated":{"prune":true},"retry":{"limit":5}}}}""",
            (string)TemplateFunctions.Call("toJson", [application.Manifest])!);
    }

    [Fact]
    public void A_template_patch_adds_and_overrides_and_leaves_the_project_as_argo_cd_does()
    {
        GeneratedApplication application = Expand(Set("- list: {elements: [{name: a, auto: true}]}", "{{ .name }}") + """
              templatePatch: |
                metadata: {annotations: {note: "{{ .name }}"}}
                spec:
                  project: other
                  revisionHistoryLimit: null
                  {{- if .auto }}
                  syncPolicy: {automated: {selfHeal: true}}
                  {{- end }}
            """).Single();

        Assert.Equal(
            """{"apiVersion":"argoproj.io/v1alpha1","kind":"Application","metadata":{"annotations":{"note":"a"},"finalizers":["resources-finalizer.argocd.argoproj.io"],"name":"a"},"spec":{"destination":{},"project":"p","syncPolicy":{"automated":{"selfHeal":true}}}}""",
            (string)TemplateFunctions.Call("toJson", [application.Manifest])!);
    }

    [Theory]
    [InlineData("goTemplate: false")]
    [InlineData("goTemplate: true")]
    public void A_set_that_would_print_missing_values_as_nothing_is_refused(string options) =>
        Assert.Equal(
            "s: spec.goTemplate: must be true, with missingkey=error and nothing else in goTemplateOptions: without them a missing value becomes an empty text",
            Assert.Throws<ApplicationSetException>(() => Expand($"kind: ApplicationSet\nmetadata: {{name: s}}\nspec: {{{options}, generators: []}}\n")).Message);

    [Theory]
    [InlineData("[]", "(unnamed): : the manifest must be a map")]
    [InlineData("kind: Application\nmetadata: {name: x}\n", "x: kind: must be ApplicationSet")]
    public void What_is_no_set_is_refused(string yaml, string message) =>
        Assert.Equal(message, Assert.Throws<ApplicationSetException>(() => Expand(yaml)).Message);

    private static IReadOnlyList<GeneratedApplication> Expand(string yaml) => new ApplicationSetEvaluator(Clusters, Git).Expand(yaml);

    private static string Set(string generators, string name) =>
        $"""
        kind: ApplicationSet
        metadata: [[name: s]]
        spec:
          goTemplate: true
          goTemplateOptions: [missingkey=error]
          template:
            metadata:
              name: '{name}'
            spec: [[project: p, destination: [[]]]]
          generators:
            {generators.Replace("\n", "\n    ", StringComparison.Ordinal)}

        """.Replace("[[", "{", StringComparison.Ordinal).Replace("]]", "}", StringComparison.Ordinal);

    private static Cluster Cluster(string name, string server, params (string Key, string Value)[] labels) =>
        new(name, server, labels.ToImmutableSortedDictionary(l => l.Key, l => l.Value, StringComparer.Ordinal), ImmutableSortedDictionary<string, string>.Empty);

    private sealed class Files(params (string Path, string Text)[] files) : IGitTree
    {
        IReadOnlyList<string> IGitTree.Files(string repository, string revision) => [.. files.Select(f => f.Path)];

        public string Read(string repository, string revision, string path) => files.Single(f => f.Path == path).Text;
    }
}
