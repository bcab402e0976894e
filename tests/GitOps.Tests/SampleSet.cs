using System.Text.Json.Nodes;
using Infra.GitOps.Templates;

namespace Infra.GitOps.Tests;

/// <summary>A generated set, and the Applications that real engines make of its parts.</summary>
internal sealed class SampleSet
{
    private const string Finalizer = "resources-finalizer.argocd.argoproj.io";
    private static readonly string[] Shapes = ["{{ X }}", "{{ X }}-{{ Y }}", "{{ printf \"%v-%v\" X Y }}", "{{ X | toString | upper | quote }}", "{{ if eq (toString X) (toString Y) }}same{{ else }}{{ Y }}{{ end }}", "{{ toString X | trunc 3 }}", "{{ default \"d\" X }}", "{{ list X Y | join \"+\" }}", "{{ with X }}{{ . }}{{ end }}", "fixed", "{{ X | toJson }}", "{{ ternary \"a\" \"b\" (contains \"a\" (toString X)) }}"];

    private static readonly string[] Lacking = ["{{ .nothing }}", "{{ with .nothing.at }}{{ end }}", "{{ if false }}{{ .nothing }}{{ end }}", "{{ if .nothing }}a{{ end }}"];

    private readonly SampleGenerator[] generators;
    private readonly Dictionary<string, object?> template;
    private readonly string? missing;
    private readonly string? patch;
    private readonly bool preserves;
    private readonly string? @namespace;

    public SampleSet(Random random)
    {
        generators = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => SampleGenerator.Make(random, 2))];

        // What all give is what one template may use.
        string[] others = [.. generators.Select(g => g.Others.AsEnumerable()).Aggregate((a, b) => a.Intersect(b, StringComparer.Ordinal))];
        if (generators.Length > 1 && !generators[0].Names.SequenceEqual(generators[1].Names, StringComparer.Ordinal))
        {
            generators = [generators[0]];
            others = generators[0].Others;
        }

        string[] names = random.Next(25) == 0 ? [generators[0].Names[0]] : generators[0].Names;
        string[] all = [.. names, .. others, "\"text\""];
        string Text() => Shapes[random.Next(Shapes.Length)].Replace("X", all[random.Next(all.Length)], StringComparison.Ordinal).Replace("Y", all[random.Next(all.Length)], StringComparison.Ordinal);
        string name = string.Join('-', names.Select(n => random.Next(20) == 0 ? $"{{{{ {n} }}}}" : $"{{{{ {n} | toString | lower }}}}")) + (random.Next(40) == 0 ? "_" : "");
        string label = random.Next(40) == 0 ? "{{ " + names[0] + " }} x" : "app.example.com/{{ " + names[0] + " | toString | lower | trunc 5 | trimAll \"-.\" }}";
        string value = "{{ " + all[random.Next(all.Length)] + " | toString | trunc 5 | trimAll \"-.\" }}";
        Dictionary<string, object?> labels = Map(("plain", "v"), (label, value));
        Dictionary<string, object?> values = Map((Text(), Map(("x", Text()), ("n", 5L))));
        Dictionary<string, object?> source = Map(("repoURL", Text()), ("path", Text()), ("helm", Map(("valueFiles", new List<object?> { Text(), "values.yaml" }), ("valuesObject", values))));
        template = Map(
            ("metadata", Map(("name", name), ("labels", labels), ("annotations", Map(("note", Text()))), ("namespace", "elsewhere"))),
            ("spec", Map(("project", Text()), ("destination", Map(("namespace", Text()), ("server", "https://{{ " + names[0] + " }}"))), ("source", source), ("syncPolicy", Map(("automated", Map(("prune", true))), ("retry", Map(("limit", 3L))))))));
        if (random.Next(3) == 0)
        {
            ((Dictionary<string, object?>)template["metadata"]!)["finalizers"] = new List<object?> { "example.com/{{ " + names[0] + " | toString | lower | trunc 3 | trimAll \"-.\" }}" };
        }

        missing = random.Next(20) == 0 ? Lacking[random.Next(Lacking.Length)] : null;
        if (missing is not null)
        {
            ((Dictionary<string, object?>)template["spec"]!)["info"] = new List<object?> { Map(("name", "a"), ("value", missing)) };
        }

        patch = random.Next(2) == 0 ? Patch(random, Text) : null;
        preserves = random.Next(3) == 0;
        @namespace = random.Next(4) > 0 ? "argocd" : null;
    }

    /// <summary>The manifest.</summary>
    public Dictionary<string, object?> Yaml
    {
        get
        {
            Dictionary<string, object?> spec = Map(("goTemplate", true), ("goTemplateOptions", new List<object?> { "missingkey=error" }), ("generators", generators.Select(g => (object?)g.Yaml).ToList()), ("template", template), ("syncPolicy", Map(("preserveResourcesOnDeletion", preserves))));
            if (patch is not null)
            {
                spec["templatePatch"] = patch;
            }

            return Map(("apiVersion", "argoproj.io/v1alpha1"), ("kind", "ApplicationSet"), ("metadata", @namespace is null ? Map(("name", "s")) : Map(("name", "s"), ("namespace", @namespace))), ("spec", spec));
        }
    }

    /// <summary>The Applications by name, as JSON; null when the set is refused.</summary>
    public string? Expected(RealComposition real)
    {
        List<JsonNode> applications = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        bool isRefused = false;
        foreach (SampleGenerator generator in generators)
        {
            List<Dictionary<string, object?>>? parameters = generator.Parameters(real, []);
            isRefused |= parameters is null;
            foreach (Dictionary<string, object?> set in parameters ?? [])
            {
                JsonNode? made = Application(real, set);
                isRefused |= made is null || !names.Add(made["metadata"]!["name"]!.GetValue<string>());
                applications.Add(made ?? new JsonObject());
            }
        }

        return isRefused ? null : Text(applications);
    }

    /// <summary>Applications in one text, in the order of their names.</summary>
    public static string Text(IEnumerable<JsonNode> applications) =>
        EncodingFunctions.ToJson(applications.Select(a => YamlValues.Read(a.ToJsonString())).OrderBy(a => ((Dictionary<string, object?>)((Dictionary<string, object?>)a!)["metadata"]!)["name"] as string, StringComparer.Ordinal).ToList());

    private JsonNode? Application(RealComposition real, Dictionary<string, object?> parameters)
    {
        bool isRefused = false;
        object? Filled(object? value)
        {
            switch (value)
            {
                case string text:
                    string? filled = real.Fill(text, parameters, strictly: text == missing);
                    isRefused |= filled is null;
                    return filled ?? "";
                case Dictionary<string, object?> map:
                    Dictionary<string, object?> result = new(StringComparer.Ordinal);
                    foreach ((string key, object? item) in map)
                    {
                        result[(string)Filled(key)!] = Filled(item);
                    }

                    return result;
                case List<object?> list:
                    return list.Select(Filled).ToList();
                default:
                    return value;
            }
        }

        Dictionary<string, object?> application = (Dictionary<string, object?>)Filled(template)!;
        Dictionary<string, object?> metadata = (Dictionary<string, object?>)application["metadata"]!;
        string project = (string)((Dictionary<string, object?>)application["spec"]!)["project"]!;
        if (!preserves && !metadata.ContainsKey("finalizers"))
        {
            metadata["finalizers"] = new List<object?> { Finalizer };
        }

        JsonNode json = JsonNode.Parse(EncodingFunctions.ToJson(application))!;
        if (patch is not null)
        {
            string text = real.Fill(patch, parameters) ?? "";
            isRefused |= text.Length == 0;
            json = real.Merge(json.ToJsonString(), text.Length == 0 ? "{}" : EncodingFunctions.ToJson(YamlValues.Read(text))) ?? json;
        }

        json["apiVersion"] = "argoproj.io/v1alpha1";
        json["kind"] = "Application";
        json["spec"]!["project"] = project;
        json["metadata"]!.AsObject().Remove("namespace");
        if (@namespace is not null)
        {
            json["metadata"]!["namespace"] = @namespace;
        }

        isRefused |= !real.IsName(json["metadata"]!["name"]!.GetValue<string>());
        foreach ((string key, JsonNode? value) in json["metadata"]!["labels"]?.AsObject() ?? [])
        {
            isRefused |= !real.IsLabel(key, value!.GetValue<string>());
        }

        foreach (JsonNode? finalizer in json["metadata"]!["finalizers"]?.AsArray() ?? [])
        {
            isRefused |= !real.IsLabel(finalizer!.GetValue<string>(), "");
        }

        return isRefused ? null : json;
    }

    private static string Patch(Random random, Func<string> text)
    {
        string[] parts =
        [
            "metadata: {labels: {plain: null, added: 'yes'}}", "metadata: {annotations: {note: null}}", $"metadata: {{annotations: {{more: {Quoted(text())}}}}}", "metadata: {namespace: third}", "metadata: {name: '{{ \"fixed\" }}'}",
            $"spec: {{project: {Quoted(text())}}}", "spec: {project: null, revisionHistoryLimit: 2}", $"spec: {{destination: {{namespace: null, name: {Quoted(text())}, server: null}}}}", "spec: {syncPolicy: null}", "spec: {syncPolicy: {automated: {selfHeal: true, prune: null}, retry: {limit: 5}}}",
            $"spec: {{source: {{helm: {{valueFiles: [{Quoted(text())}], valuesObject: {{added: {{a: 1}}, gone: null}}}}}}}}", "spec: {sources: [{repoURL: a}, {repoURL: b, path: c}]}", "spec: {info: [{name: a, value: b}]}",
        ];
        return parts[random.Next(parts.Length)] + "\n";
    }

    // As a text of YAML whatever it is filled with.
    private static string Quoted(string template) => template.Contains("{{", StringComparison.Ordinal) ? $"{{{{ print \"\" ({Inner(template)}) | toJson }}}}" : $"\"{template}\"";

    private static string Inner(string template) => template.StartsWith("{{ ", StringComparison.Ordinal) && template.IndexOf("}}", StringComparison.Ordinal) == template.Length - 2 && !template.StartsWith("{{ if", StringComparison.Ordinal) && !template.StartsWith("{{ with", StringComparison.Ordinal) ? template[3..^3] : "\"t\"";

    private static Dictionary<string, object?> Map(params (string Key, object? Value)[] entries) => entries.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
}
