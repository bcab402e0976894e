using System.Collections.Immutable;
using Infra.GitOps.ApplicationSets;
using Infra.GitOps.Templates;

namespace Infra.GitOps.Tests;

/// <summary>What the API server and Argo CD refuse, what a patch may do, and what Argo CD adds to an Application.</summary>
public sealed class SetRulesTests
{
    private static readonly string Long = new('a', 64);

    /// <summary>A field of the set, an element of its list, and the reason.</summary>
    public static TheoryData<string, string, string> Refused => new()
    {
        { "spec: {strategie: {}}", "{name: a}", "spec.strategie: there is no such field, or it is not supported here; there are: applyNestedSelectors, generators, goTemplate, goTemplateOptions, preservedFields, strategy, syncPolicy, template, templatePatch" },
        { "spec: {ignoreApplicationDifferences: []}", "{name: a}", "spec.ignoreApplicationDifferences: there is no such field, or it is not supported here; " },
        { "spec: {goTemplateOptions: [missingkey=error, missingkey=zero]}", "{name: a}", "spec.goTemplate: must be true, with missingkey=error and nothing else in goTemplateOptions" },
        { "spec: {strategy: {type: Canary}}", "{name: a}", "spec.strategy.type: 'Canary' is not known; leave the strategy out" },
        { "spec: {strategy: {rollingSync: {steps: []}}}", "{name: a}", "spec.strategy.rollingSync: there is no such field, or it is not supported here; there are: deletionOrder, type" },
        { "apiVersion: argoproj.io/v1", "{name: a}", "apiVersion: must be argoproj.io/v1alpha1" },
        { "spec: {generators: [{plugin: {configMapRef: {name: x}}}]}", "{name: a}", "spec.generators[0].plugin: there is no such field, or it is not supported here; there are: clusters, git, list, matrix, merge, selector" },
        { "spec: {generators: [{list: {elements: []}, clusters: {}}]}", "{name: a}", "spec.generators[0]: a generator is one of list, clusters, git, matrix, merge; here is clusters, list" },
        { "spec: {generators: [{git: {repoURL: r, files: [{path: a}]}}]}", "{name: a}", "spec.generators[0].git.revision: is missing: the API server refuses what lacks it" },
        { "spec: {generators: [{matrix: {generators: [{list: {elements: [{x: 1}]}}, {matrix: {generators: [{list: {elements: [{y: 1}]}}, {merge: {mergeKeys: [a], generators: []}}]}}]}}]}", "{name: a}", "spec.generators[0].matrix.generators[1].matrix.generators[1].merge: stands inside two others, and Argo CD takes a matrix or merge inside one only" },
        { "spec: {template: {metadata: {labels: {a: 1}}}}", "{name: a}", "spec.template.metadata.labels.a: is a number and must be a text; put it in quotes: the API server refuses it" },
        { "spec: {template: {metadata: {annotations: {a: null}}}}", "{name: a}", "spec.template.metadata.annotations.a: is null and must be a text; put it in quotes: the API server refuses it" },
        { "spec: {template: {metadata: {uid: x}}}", "{name: a}", "spec.template.metadata.uid: there is no such field, or it is not supported here; there are: annotations, finalizers, labels, name, namespace" },
        { "spec: {template: {spec: {destination: null}}}", "{name: a}", "spec.template.spec.destination: is null and must be a map: the API server refuses it" },
        { "spec: {template: {spec: {syncPolicy: {retry: {limit: '{{ .n }}'}}}}}", "{name: a, n: 5}", "spec.template.spec.syncPolicy.retry.limit: is a text and must be a whole number: the API server refuses it" },
        { "spec: {template: {spec: {syncPolicy: {automated: {prune: 'true'}}}}}", "{name: a}", "spec.template.spec.syncPolicy.automated.prune: is a text and must be true or false: the API server refuses it" },
        { "spec: {template: {spec: {source: {path: x}}}}", "{name: a}", "spec.template.spec.source.repoURL: is missing: the API server refuses what lacks it" },
        { "spec: {template: {spec: {source: {repoURL: r, helm: {parameters: [{name: a, value: 1}]}}}}}", "{name: a}", "spec.template.spec.source.helm.parameters[0].value: is a number and must be a text; put it in quotes: the API server refuses it" },
        { "spec: {template: {spec: {destination: {name: a, server: b}}}}", "{name: a}", "spec.template.spec.destination: has the name 'a' and the server 'b', and Argo CD takes one of them" },
        { "spec: {}", "{name: A_b}", "spec.template.metadata.name: 'A_b' is no name of an object: it has 1 to 253 lower-case letters, digits, '-' and '.', and each part between dots begins and ends with a letter or digit" },
        { "spec: {}", "{name: a.-b}", "spec.template.metadata.name: 'a.-b' is no name of an object" },
        { "spec: {}", "{name: ''}", "spec.template.metadata.name: '' is no name of an object" },
        { "spec: {template: {metadata: {labels: {a: '{{ .v }}'}}}}", $"{{name: a, v: {Long}}}", $"spec.template.metadata.labels: '{Long}' is no value of a label: it has at most 63 letters, digits, '-', '_' and '.', and begins and ends with a letter or digit" },
        { "spec: {template: {metadata: {labels: {'a/b/c': x}}}}", "{name: a}", "spec.template.metadata.labels: 'a/b/c' is no key: it is a name of 1 to 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or digit, after a domain and '/' if there is one" },
        { "spec: {template: {metadata: {annotations: {'{{ .name }} b': x}}}}", "{name: a}", "spec.template.metadata.annotations: 'a b' is no key" },
        { "spec: {template: {metadata: {annotations: {a: '{{ repeat 300000 \"a\" }}'}}}}", "{name: a}", "spec.template.metadata.annotations: the annotations have more than 262144 bytes" },
        { "spec: {template: {metadata: {finalizers: ['a b']}}}", "{name: a}", "spec.template.metadata.finalizers: 'a b' is no key" },
        { "spec: {templatePatch: 'metadata: {labels: {a: 1}}'}", "{name: a}", "spec.templatePatch.metadata.labels.a: is a number and must be a text; put it in quotes: the API server refuses it" },
        { "spec: {templatePatch: 'spec: {nothing: 1}'}", "{name: a}", "spec.templatePatch.spec.nothing: there is no such field, or it is not supported here; " },
        { "spec: {templatePatch: 'status: {}'}", "{name: a}", "spec.templatePatch.status: there is no such field, or it is not supported here; there are: metadata, spec" },
        { "spec: {templatePatch: '{spec: {destination: {$patch: replace, name: x}}}'}", "{name: a}", "spec.templatePatch.spec.destination.$patch: directives of a strategic merge are not supported here; write the fields themselves, and null for one that goes" },
        { "spec: {templatePatch: '{metadata: {labels: {$patch: delete}}}'}", "{name: a}", "spec.templatePatch.metadata.labels.$patch: directives of a strategic merge are not supported here" },
        { "spec: {templatePatch: '{spec: {source: {helm: {valuesObject: {a: {$patch: delete}}}}}}'}", "{name: a}", "spec.templatePatch.spec.source.helm.valuesObject.a.$patch: directives of a strategic merge are not supported here" },
        { "spec: {templatePatch: '{metadata: {$deleteFromPrimitiveList/finalizers: [x]}}'}", "{name: a}", "spec.templatePatch.metadata.$deleteFromPrimitiveList/finalizers: directives of a strategic merge are not supported here" },
        { "spec: {templatePatch: 'spec: null'}", "{name: a}", "spec.templatePatch.spec: cannot be taken out as a whole; name the fields that go" },
        { "spec: {template: {spec: {source: {repoURL: r, helm: {valuesObject: {a: {b: 1}}}}}}, templatePatch: '{spec: {source: {helm: {valuesObject: {a: {b: 2}}}}}}'}", "{name: a}", "spec.templatePatch: valuesObject.a is a map or a list in the template and in the patch, which Argo CD refuses to merge; write it in one of them" },
        { "spec: {generators: [{list: {elements: [{name: a}]}, selector: {matchLabels: {'a b': x}}}]}", "{name: a}", "spec.generators[0].selector.matchLabels.a b: 'a b' is no key" },
        { "spec: {generators: [{clusters: {selector: {matchLabels: {a: 'https://x'}}}}]}", "{name: a}", "spec.generators[0].clusters.selector.matchLabels.a: 'https://x' is no value of a label" },
        { "spec: {generators: [{clusters: {selector: {matchExpressions: [{key: a, operator: In, values: []}]}}}]}", "{name: a}", "spec.generators[0].clusters.selector.matchExpressions[0].values: In needs at least one value" },
        { "spec: {generators: [{clusters: {selector: {matchExpressions: [{key: a, operator: Exists, values: [x]}]}}}]}", "{name: a}", "spec.generators[0].clusters.selector.matchExpressions[0].values: Exists takes no values" },
        { "spec: {generators: [{clusters: {values: {'{{ .name }}': x}}}]}", "{name: a}", "spec.generators[0].clusters.values.{{ .name }}: is a template, and Argo CD fills no names of values" },
        { "spec: {generators: [{list: {elements: [null]}}]}", "{name: a}", "spec.generators[0].list.elements[0]: must be a map" },
        { "spec: {generators: [{list: {elementsYaml: '[null]'}}]}", "{name: a}", "spec.generators[0].list.elementsYaml: is no list of maps: invalid is no map" },
        { "spec: {generators: [{list: {elementsYaml: 'a: b'}}]}", "{name: a}", "spec.generators[0].list.elementsYaml: is no list of maps: it is no list" },
        { "spec: {generators: [{git: {repoURL: r, revision: main, directories: [{path: '[]'}]}}]}", "{name: a}", "spec.generators[0].git.directories[0].path: the pattern '[]' is malformed: a class is not closed or is empty, or a '\\' has nothing after it" },
        { "spec: {generators: [{git: {repoURL: r, revision: main, files: [{path: ':(glob)a'}]}}]}", "{name: a}", "spec.generators[0].git.files[0].path: ':(glob)a' is a pathspec with magic, which is not supported here; write the path without ':'" },
        { "spec: {generators: [{git: {repoURL: r, revision: main, files: [{path: 'a/../../b'}]}}]}", "{name: a}", "spec.generators[0].git.files[0].path: 'a/../../b' leads out of the repository" },
        { "spec: {generators: [{git: {repoURL: r, revision: main, files: [{path: /b}]}}]}", "{name: a}", "spec.generators[0].git.files[0].path: '/b' is outside of the repository to git; write it without the first '/'" },
        { "spec: {generators: [{matrix: {generators: [{list: {elements: [{values: {k: 1}}]}}, {clusters: {values: {k: x}}}]}}]}", "{name: a}", "spec.generators[0].matrix: 'k' is float64 in one generator and would come into a map of texts of the other, which Argo CD cannot do; make it a text" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_refused_there_is_refused_here_with_its_place(string changes, string element, string reason) =>
        Assert.StartsWith($"s: {reason}", Assert.Throws<ApplicationSetException>(() => Expand(changes, element)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("spec: {}", "{\"metadata\":{\"finalizers\":[\"resources-finalizer.argocd.argoproj.io\"],\"name\":\"a\"},\"spec\":{\"destination\":{},\"project\":\"p\"}}")]
    [InlineData("spec: {syncPolicy: {}}", "{\"metadata\":{\"finalizers\":[\"resources-finalizer.argocd.argoproj.io\"],\"name\":\"a\"},\"spec\":{\"destination\":{},\"project\":\"p\"}}")]
    [InlineData("spec: {syncPolicy: {preserveResourcesOnDeletion: true}}", "{\"metadata\":{\"name\":\"a\"},\"spec\":{\"destination\":{},\"project\":\"p\"}}")]
    [InlineData("spec: {template: {metadata: {finalizers: [x.y/z]}}}", "{\"metadata\":{\"finalizers\":[\"x.y/z\"],\"name\":\"a\"},\"spec\":{\"destination\":{},\"project\":\"p\"}}")]
    [InlineData("spec: {templatePatch: 'metadata: {finalizers: [b/c]}'}", "{\"metadata\":{\"finalizers\":[\"b/c\",\"resources-finalizer.argocd.argoproj.io\"],\"name\":\"a\"},\"spec\":{\"destination\":{},\"project\":\"p\"}}")]
    [InlineData("{metadata: {namespace: argocd}, spec: {template: {metadata: {namespace: other}}, syncPolicy: {preserveResourcesOnDeletion: true}}}", "{\"metadata\":{\"name\":\"a\",\"namespace\":\"argocd\"},\"spec\":{\"destination\":{},\"project\":\"p\"}}")]
    [InlineData("{metadata: {namespace: argocd}, spec: {templatePatch: 'metadata: {namespace: other, name: b}', syncPolicy: {preserveResourcesOnDeletion: true}}}", "{\"metadata\":{\"name\":\"b\",\"namespace\":\"argocd\"},\"spec\":{\"destination\":{},\"project\":\"p\"}}")]
    [InlineData("spec: {syncPolicy: {preserveResourcesOnDeletion: true}, templatePatch: 'spec: {project: null}'}", "{\"metadata\":{\"name\":\"a\"},\"spec\":{\"destination\":{},\"project\":\"p\"}}")]
    [InlineData("spec: {generators: [{list: {elements: [{}]}}], template: {metadata: {name: b}, spec: {project: '{{ .x }}'}}}", "{\"metadata\":{\"name\":\"b\"},\"spec\":{\"destination\":{},\"project\":\"{{ .x }}\"}}")]
    [InlineData("spec: {syncPolicy: {preserveResourcesOnDeletion: true}, template: {spec: {source: {repoURL: r, helm: {valuesObject: {a: {b: 1}, c: 1}}}}}, templatePatch: '{spec: {source: {helm: {valuesObject: {a: null, c: 2, d: {e: null, f: 1}}}}}}'}", "{\"metadata\":{\"name\":\"a\"},\"spec\":{\"destination\":{},\"project\":\"p\",\"source\":{\"helm\":{\"valuesObject\":{\"c\":2,\"d\":{\"f\":1}}},\"repoURL\":\"r\"}}}")]
    public void An_application_has_what_argo_cd_adds_and_never_what_a_patch_may_not_change(string changes, string expected)
    {
        Dictionary<string, object?> made = new(Assert.Single(Expand(changes, "{name: a}")).Manifest, StringComparer.Ordinal);

        Assert.True(made.Remove("apiVersion") && made.Remove("kind"));
        Assert.Equal(expected, EncodingFunctions.ToJson(made));
    }

    [Theory]
    [InlineData("spec: {generators: [{clusters: {}}]}", "c in-cluster")]
    [InlineData("spec: {generators: [{clusters: {selector: {}}}]}", "c in-cluster")]
    [InlineData("spec: {generators: [{clusters: {selector: {matchLabels: {argocd.argoproj.io/secret-type: cluster}}}}]}", "c")]
    [InlineData("spec: {generators: [{matrix: {generators: [{list: {elements: [{at: x}]}}, {clusters: {selector: {matchLabels: {env: prod}}, values: {v: '{{ .at }}', w: '{{ .server }}'}}}]}}], template: {metadata: {annotations: {v: '{{ .values.v }}{{ .values.w }}'}}}}", "c x:https://c")]
    [InlineData("spec: {generators: [{matrix: {generators: [{list: {elements: [{server: first}]}}, {clusters: {selector: {matchLabels: {env: prod}}, values: {v: '{{ .server }}'}}}]}}], template: {metadata: {annotations: {v: '{{ .values.v }}'}}}}", "c first")]
    [InlineData("spec: {generators: [{git: {repoURL: r, revision: main, files: [{path: 'list.yaml'}]}}], template: {metadata: {name: '{{ .path.filenameNormalized }}'}}}", "list.yaml")]
    [InlineData("spec: {generators: [{git: {repoURL: r, revision: main, directories: [{path: '*'}, {path: '*/*'}]}}], template: {metadata: {name: '{{ .path.path | replace \"/\" \".\" }}'}}}", "a a.b a-b")]
    public void Generators_give_what_argo_cd_s_give(string changes, string expected)
    {
        IReadOnlyList<GeneratedApplication> made = Expand(changes, "{name: a}");

        Assert.Equal(expected.Replace(":", "", StringComparison.Ordinal), string.Join(' ', (expected.StartsWith("c in", StringComparison.Ordinal) ? made.OrderBy(a => a.Name, StringComparer.Ordinal) : made.AsEnumerable())
            .Select(a => ((Dictionary<string, object?>)a.Manifest["metadata"]!).GetValueOrDefault("annotations") is Dictionary<string, object?> notes ? $"{a.Name} {notes["v"]}" : a.Name)).Replace(":", "", StringComparison.Ordinal));
    }

    // The set is a small one with the changes laid over it.
    private static IReadOnlyList<GeneratedApplication> Expand(string changes, string element)
    {
        Dictionary<string, object?> set = (Dictionary<string, object?>)YamlValues.Read(
            $$$"""
            kind: ApplicationSet
            metadata: {name: s}
            spec:
              goTemplate: true
              goTemplateOptions: [missingkey=error]
              generators: [{list: {elements: [{{{element}}}]}}]
              template: {metadata: {name: '{{ .name }}'}, spec: {project: p, destination: { } } }
            """)!;
        set = ParameterMaps.Over(set, (Dictionary<string, object?>)YamlValues.Read(changes)!);
        Cluster cluster = new("c", "https://c", ImmutableSortedDictionary<string, string>.Empty.Add("env", "prod"), ImmutableSortedDictionary<string, string>.Empty);
        return new ApplicationSetEvaluator([cluster], new Files()).Expand(YamlValues.Write(set));
    }

    private sealed class Files : IGitTree
    {
        IReadOnlyList<string> IGitTree.Files(string repository, string revision) => ["list.yaml", "a/b/c.yaml", "a-b/d.yaml", ".hidden/e/f.yaml"];

        public string Read(string repository, string revision, string path) => "[]";
    }
}
