using System.Text.RegularExpressions;
using Infra.GitOps.Templates;
using Infra.Model.Manifests;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.GitOps.Objects;

/// <summary>One document of a file of manifests, with its place.</summary>
internal sealed partial class ManifestDocument
{
    private ManifestDocument(string text, int line, KeptObject kept) => (Text, Line, Object) = (text, line, kept);

    /// <summary>The document alone.</summary>
    public string Text { get; }

    /// <summary>The line of the file that it begins on, from 1.</summary>
    public int Line { get; }

    /// <summary>The object.</summary>
    public KeptObject Object { get; }

    /// <summary>The documents of a file; empty ones are passed over.</summary>
    /// <exception cref="ManifestException">One is no YAML or no Kubernetes object.</exception>
    public static IEnumerable<ManifestDocument> Read(string file)
    {
        int line = 1;
        foreach (string text in Separator().Split(file))
        {
            if (Parse(text, line) is { } map)
            {
                yield return new ManifestDocument(text, line, Kept(map, line));
            }

            line += text.Count(c => c == '\n') + 1;
        }
    }

    /// <summary>The line of the file where a field stands; the nearest one above where the field is not there.</summary>
    /// <param name="path">The field, such as <c>spec.generators[0].list</c>.</param>
    /// <param name="templateLine">The line inside a field of several lines, from 1.</param>
    public int LineOf(string path, int templateLine)
    {
        YamlNode node = KubernetesYaml.Documents(Text)[0];
        long line = 1;
        foreach (Match step in Step().Matches(path))
        {
            if (Below(node, step.Value) is not { } below)
            {
                break;
            }

            (line, node) = below;
        }

        // The text of a block begins on the line after its mark.
        long inside = node is YamlScalarNode { Style: ScalarStyle.Literal or ScalarStyle.Folded } ? templateLine : 0;
        return Line - 1 + (int)(line + inside);
    }

    private static (long Line, YamlNode Node)? Below(YamlNode node, string step)
    {
        if (node is YamlSequenceNode list && step[0] == '[')
        {
            return int.Parse(step.AsSpan(1, step.Length - 2), System.Globalization.CultureInfo.InvariantCulture) is var i && i < list.Children.Count ? (list.Children[i].Start.Line, list.Children[i]) : null;
        }

        return node is YamlMappingNode map && map.Children.FirstOrDefault(c => c.Key is YamlScalarNode key && key.Value == step) is { Key: { } found, Value: { } value }
            ? (found.Start.Line, value)
            : null;
    }

    private static Dictionary<string, object?>? Parse(string text, int line)
    {
        try
        {
            return YamlValues.Parse(text) switch
            {
                null => null,
                Dictionary<string, object?> map => map,
                _ => throw new ManifestException(line, "a manifest must be a map"),
            };
        }
        catch (KubernetesYamlException refused)
        {
            throw new ManifestException(line - 1 + refused.Line, refused.Message);
        }
    }

    /// <summary>A manifest as an object.</summary>
    /// <exception cref="ManifestException">It has no kind or name.</exception>
    public static KeptObject Kept(Dictionary<string, object?> map, int line)
    {
        Dictionary<string, object?>? metadata = map.GetValueOrDefault("metadata") as Dictionary<string, object?>;
        return map.GetValueOrDefault("kind") is string kind && metadata?.GetValueOrDefault("name") is string name
            ? new KeptObject(kind, metadata.GetValueOrDefault("namespace") as string ?? "", name, map)
            : throw new ManifestException(line, "a manifest needs a kind and metadata.name");
    }

    [GeneratedRegex("^---[ \t]*\n", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex("\\[\\d+\\]|[^.\\[\\]]+")]
    private static partial Regex Step();
}
