using System.Collections.Immutable;

namespace Infra.GitOps.Tests;

/// <summary>Golden examples of each kind of generator, made from the rules that Argo CD's documentation gives.</summary>
public sealed class ApplicationSetTests
{
    private static readonly Cluster[] Clusters =
    [
        Cluster("prod-mumbai", "https://10.0.0.1", ("environment", "prod"), ("region", "asia-south1"), ("tier", "1")),
        Cluster("prod-delhi", "https://10.0.0.2", ("environment", "prod"), ("region", "asia-south2"), ("tier", "2")),
        Cluster("dev_Mumbai", "https://10.0.1.1", ("environment", "dev"), ("region", "asia-south1")),
    ];

    private static readonly Files Git = new(
        ("apps/catalog/config.yaml", "team: shop\nreplicas: 2\n"),
        ("apps/catalog/values.yaml", "a: 1\n"),
        ("apps/payments/config.yaml", "team: pay\nreplicas: 3\n"),
        ("apps/payments/deep/x.txt", ""),
        ("apps/.hidden/config.yaml", "team: none\n"),
        ("regions/list.json", """[{"region":"asia-south1","role":"primary"},{"region":"asia-south2","role":"secondary"}]"""),
        ("README.md", "x"));

    public static TheoryData<string, string, string> Golden => new()
    {
        { "list", "- list: {elements: [{name: a}, {name: b}]}", "a b" },
        { "an empty list", "- list: {elements: []}", "" },
        { "elements as YAML", "- list: {elementsYaml: \"- name: a\\n- name: b\"}", "a b" },
        { "elements both ways", "- list: {elements: [{name: z}], elementsYaml: \"[{name: y}]\"}", "z y" },
        { "two generators side by side only concatenate", "- list: {elements: [{name: a}]}\n- list: {elements: [{name: b}]}", "a b" },
        { "all clusters", "- clusters: {}", "dev_Mumbai prod-delhi prod-mumbai" },
        { "clusters by label", "- clusters: {selector: {matchLabels: {environment: prod}}}", "prod-delhi prod-mumbai" },
        { "clusters by In", "- clusters: {selector: {matchExpressions: [{key: region, operator: In, values: [asia-south1]}]}}", "dev_Mumbai prod-mumbai" },
        { "clusters by NotIn", "- clusters: {selector: {matchExpressions: [{key: environment, operator: NotIn, values: [prod]}]}}", "dev_Mumbai" },
        { "clusters by Exists", "- clusters: {selector: {matchExpressions: [{key: tier, operator: Exists}]}}", "prod-delhi prod-mumbai" },
        { "clusters by DoesNotExist", "- clusters: {selector: {matchExpressions: [{key: tier, operator: DoesNotExist}]}}", "dev_Mumbai" },
        { "NotIn matches a cluster without the label", "- clusters: {selector: {matchExpressions: [{key: tier, operator: NotIn, values: ['1']}]}}", "dev_Mumbai prod-delhi" },
        { "labels and expressions must both match", "- clusters: {selector: {matchLabels: {environment: prod}, matchExpressions: [{key: tier, operator: In, values: ['2']}]}}", "prod-delhi" },
        { "a selector behind a generator", "- clusters: {}\n  selector: {matchLabels: {metadata.labels.environment: dev}}", "dev_Mumbai" },
        { "a selector behind a list", "- list: {elements: [{name: a, env: x}, {name: b, env: y}]}\n  selector: {matchLabels: {env: y}}", "b" },
        { "git folders", "- git: {repoURL: r, revision: HEAD, directories: [{path: apps/*}]}", "apps/catalog apps/payments" },
        { "git folders with an exclusion", "- git: {repoURL: r, revision: HEAD, directories: [{path: apps/*}, {path: apps/payments, exclude: true}]}", "apps/catalog" },
        { "an exclusion wins wherever it stands", "- git: {repoURL: r, revision: HEAD, directories: [{path: apps/payments, exclude: true}, {path: apps/*}]}", "apps/catalog" },
        { "git folders at any depth", "- git: {repoURL: r, revision: HEAD, directories: [{path: apps/**}]}", "apps/catalog apps/payments apps/payments/deep" },
        { "git folders without a match", "- git: {repoURL: r, revision: HEAD, directories: [{path: nothing/*}]}", "" },
        { "git files", "- git: {repoURL: r, revision: HEAD, files: [{path: apps/*/config.yaml}]}", "none shop pay" },
        { "git files with an exclusion", "- git: {repoURL: r, revision: HEAD, files: [{path: '**/config.yaml'}, {path: 'apps/.*/**', exclude: true}]}", "shop pay" },
        { "a file with a list gives one set an item", "- git: {repoURL: r, revision: HEAD, files: [{path: regions/list.json}]}", "asia-south1 asia-south2" },
        { "a matrix of clusters and apps", "- matrix: {generators: [{clusters: {selector: {matchLabels: {environment: prod}}}}, {list: {elements: [{app: x}, {app: y}]}}]}", "prod-delhi-x prod-delhi-y prod-mumbai-x prod-mumbai-y" },
        { "a matrix whose second uses the first", "- matrix: {generators: [{list: {elements: [{env: prod}, {env: dev}]}}, {clusters: {selector: {matchLabels: {environment: '{{.env}}'}}}}]}", "prod-delhi prod-mumbai dev_Mumbai" },
        { "in a matrix the second wins", "- matrix: {generators: [{list: {elements: [{name: a}]}}, {list: {elements: [{name: b}]}}]}", "b" },
        { "a matrix with an empty side is empty", "- matrix: {generators: [{list: {elements: []}}, {clusters: {}}]}", "" },
        { "a matrix in a matrix", "- matrix: {generators: [{list: {elements: [{name: a}]}}, {matrix: {generators: [{list: {elements: [{app: x}]}}, {list: {elements: [{app: y}, {app: z}]}}]}}]}", "a-y a-z" },
        { "a merge overrides by key", "- merge: {mergeKeys: [name], generators: [{list: {elements: [{name: a, app: x}, {name: b, app: x}]}}, {list: {elements: [{name: b, app: y}]}}]}", "a-x b-y" },
        { "a merge never adds", "- merge: {mergeKeys: [name], generators: [{list: {elements: [{name: a}]}}, {list: {elements: [{name: c, app: y}]}}]}", "a" },
        { "a merge of clusters by server", "- merge: {mergeKeys: [server], generators: [{clusters: {}}, {list: {elements: [{server: 'https://10.0.0.2', app: canary}]}}]}", "dev_Mumbai prod-delhi-canary prod-mumbai" },
        { "a merge by a nested key", "- merge: {mergeKeys: [metadata.labels.region], generators: [{clusters: {selector: {matchLabels: {environment: prod}}}}, {list: {elements: [{metadata: {labels: {region: asia-south2}}, app: far}]}}]}", "prod-delhi-far prod-mumbai" },
        { "a later merge wins", "- merge: {mergeKeys: [name], generators: [{list: {elements: [{name: a}]}}, {list: {elements: [{name: a, app: x}]}}, {list: {elements: [{name: a, app: y}]}}]}", "a-y" },
        { "values of clusters", "- clusters: {selector: {matchLabels: {tier: '1'}}, values: {app: '{{ .metadata.labels.region }}'}}", "prod-mumbai+asia-south1" },
        { "values of git folders", "- git: {repoURL: r, revision: HEAD, directories: [{path: apps/catalog}], values: {app: '{{ .path.basename | upper }}'}}", "apps/catalog+CATALOG" },
    };

    public static TheoryData<string, string> Refused => new()
    {
        { "- list: {elements: [{name: a}, {name: a}]}", "s: spec.template.metadata.name: 'a' is made twice, by spec.generators[0] and spec.generators[0]; Argo CD would make neither" },
        { "- list: {elements: [{name: a}]}\n- list: {elements: [{name: a}]}", "s: spec.template.metadata.name: 'a' is made twice, by spec.generators[0] and spec.generators[1]; Argo CD would make neither" },
        { "- pullRequest: {}", "s: spec.generators[0]: a generator is one of list, clusters, git, matrix, merge; here is pullRequest" },
        { "- {}", "s: spec.generators[0]: a generator is one of list, clusters, git, matrix, merge; here is none" },
        { "- matrix: {generators: [{clusters: {}}]}", "s: spec.generators[0].matrix.generators: a matrix has exactly two generators; here are 1" },
        { "- merge: {generators: [{clusters: {}}, {clusters: {}}]}", "s: spec.generators[0].merge: a merge has at least two generators and one merge key" },
        { "- merge: {mergeKeys: [app], generators: [{list: {elements: [{app: x}, {app: x}]}}, {clusters: {}}]}", "s: spec.generators[0].merge.generators[0]: two of its parameter sets have the same app: x" },
        { "- git: {repoURL: r}", "s: spec.generators[0].git: a git generator has either directories or files" },
        { "- git: {repoURL: r, files: [{path: apps/payments/deep/x.txt}]}", "s: spec.generators[0].git.files: apps/payments/deep/x.txt must be a map or a list of maps" },
        { "- clusters: {selector: {matchExpressions: [{key: a, operator: Gt}]}}", "s: spec.generators[0].clusters.selector.matchExpressions[0].operator: 'Gt' is no operator; there are In, NotIn, Exists and DoesNotExist" },
        { "- list: {elements: {a: b}}", "s: spec.generators[0].list.elements: is map and must be a list" },
        { "- clusters: {values: {a: '{{ .metadata.labels.nobody }}'}}", "s: spec.generators[0].clusters.values.a: 1:4: there is no 'nobody'; there are: environment, region" },
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void A_generator_makes_the_applications_that_argo_cd_makes(string rule, string generators, string names)
    {
        const string name = "{{ if hasKey . \"team\" }}{{ .team }}{{ else if hasKey . \"role\" }}{{ .region }}{{ else if hasKey . \"path\" }}{{ .path.path }}{{ else }}{{ .name }}{{ end }}{{ if hasKey . \"app\" }}-{{ .app }}{{ end }}{{ if hasKey . \"values\" }}+{{ .values.app }}{{ end }}";

        Assert.True(names == string.Join(' ', Expand(Set(generators, name)).Select(a => a.Name)), $"{rule}: {string.Join(' ', Expand(Set(generators, name)).Select(a => a.Name))}");
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_set_that_argo_cd_would_refuse_says_where_and_why(string generators, string message) =>
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
            """{"apiVersion":"argoproj.io/v1alpha1","kind":"Application","metadata":{"labels":{"region-asia-south1":"yes"},"name":"prod-mumbai-api"},"spec":{"destination":{"namespace":"api","server":"https://10.0.0.1"},"project":"payments","source":{"helm":{"values":"region: asia-south1\n"},"path":"apps/prod","repoURL":"r"},"syncPolicy":{"automated":{"prune":true},"retry":{"limit":5}}}}""",
            (string)TemplateFunctions.Call("toJson", [application.Manifest])!);
    }

    [Fact]
    public void A_template_patch_adds_overrides_and_removes()
    {
        GeneratedApplication application = Expand(Set("- list: {elements: [{name: a, auto: true}]}", "{{ .name }}") + """
              templatePatch: |
                metadata: {annotations: {note: "{{ .name }}"}}
                spec:
                  project: null
                  {{- if .auto }}
                  syncPolicy: {automated: {selfHeal: true}}
                  {{- end }}
            """).Single();

        Assert.Equal(
            """{"apiVersion":"argoproj.io/v1alpha1","kind":"Application","metadata":{"annotations":{"note":"a"},"name":"a"},"spec":{"syncPolicy":{"automated":{"selfHeal":true}}}}""",
            (string)TemplateFunctions.Call("toJson", [application.Manifest])!);
    }

    [Fact]
    public void A_rolling_sync_orders_applications_by_the_first_step_that_matches()
    {
        IReadOnlyList<GeneratedApplication> applications = Expand(
            """
            kind: ApplicationSet
            metadata: {name: s}
            spec:
              goTemplate: true
              goTemplateOptions: [missingkey=error]
              generators: [{clusters: {}}]
              strategy:
                type: RollingSync
                rollingSync:
                  steps:
                    - matchExpressions: [{key: tier, operator: In, values: ['2']}]
                    - matchExpressions: [{key: tier, operator: In, values: ['1', '2']}]
              template:
                metadata:
                  name: '{{ .name }}'
                  labels: {tier: '{{ dig "tier" "none" .metadata.labels }}'}
            """);

        Assert.Equal([("dev_Mumbai", (int?)null), ("prod-delhi", 1), ("prod-mumbai", 2)], applications.Select(a => (a.Name, a.Wave)));
    }

    [Theory]
    [InlineData("goTemplate: false")]
    [InlineData("goTemplate: true")]
    public void A_set_that_would_print_missing_values_as_nothing_is_refused(string options) =>
        Assert.Equal(
            "s: spec.goTemplate: must be true, with missingkey=error in goTemplateOptions: without them a missing value becomes an empty text",
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
            spec: [[project: p]]
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
