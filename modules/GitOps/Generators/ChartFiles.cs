using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Infra.Model.Manifests;
using Infra.Model.Values;
using Infra.Settings.Stacks;

namespace Infra.GitOps.Generators;

/// <summary>The files that make a folder below <c>gitops/ENV/</c> a Helm chart, and the templates in it.</summary>
/// <remarks>
/// A template is YAML before it is filled too: what is filled stands in quotes, and a condition stands in comments. So a review, the rules and
/// <c>kubectl</c> read it as it is.
/// </remarks>
internal static class ChartFiles
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What every chart has: its name, and the schema that a wrong parameter breaks. Without one Helm would fill in nothing, and Argo CD would follow HEAD.</summary>
    public static IEnumerable<RenderedFile> Head(RenderOptions options, string folder, string name, string description) =>
    [
        Manifest.File($"{folder}/Chart.yaml", Manifest.Map(("apiVersion", "v2"), ("name", name), ("version", "1.0.0"), ("description", description))),
        new($"{folder}/values.schema.json", Schema(options)),
    ];

    /// <summary>A template of one object, in all regions or only in some.</summary>
    public static RenderedFile Template(string path, ImmutableArray<Region> regions, Dictionary<string, object?> manifest)
    {
        RenderedFile file = Manifest.File(path, manifest);
        string names = string.Join(' ', regions.Select(r => $"\"{r}\"").Order(StringComparer.Ordinal));
        return regions.IsEmpty ? file : file with { Text = $"# {{{{ if has .Values.region (list {names}) }}}}\n{file.Text}# {{{{ end }}}}\n" };
    }

    private static string Schema(RenderOptions options)
    {
        object Text(string form) => new SortedDictionary<string, object>(StringComparer.Ordinal) { ["type"] = "string", ["pattern"] = form };
        SortedDictionary<string, object> schema = new(StringComparer.Ordinal)
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new[] { "cluster", "platform", "region" },
            ["properties"] = new SortedDictionary<string, object>(StringComparer.Ordinal)
            {
                ["cluster"] = Text($"^({string.Join('|', options.Settings.Clusters.Select(c => options.Settings.Names.Cluster(c.Region)).Order(StringComparer.Ordinal))})$"),
                ["platform"] = Text(options.Settings.Tier == Tier.Development ? "^[A-Za-z0-9][A-Za-z0-9_./-]*$" : "^[0-9a-f]{40}$"),
                ["region"] = Text($"^({string.Join('|', options.Settings.Clusters.Select(c => c.Region.Value).Order(StringComparer.Ordinal))})$"),
            },
        };
        return JsonSerializer.Serialize(schema, Indented) + "\n";
    }
}
