using System.Collections.Immutable;
using System.Globalization;
using Infra.Model.Errors;
using Infra.Model.Manifests;
using Infra.Model.Properties;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Policy.Subjects;

/// <summary>Reads generated files into subjects that know the line of each place.</summary>
public static class ManifestReader
{
    /// <summary>The objects of a file, in its order.</summary>
    /// <param name="file">Relative to the repository, with slashes.</param>
    /// <param name="text">YAML; several documents, and lists of kind List, are taken apart.</param>
    /// <exception cref="InfraException">The file is not YAML, or something in it is no object.</exception>
    public static ImmutableArray<Subject> Read(string file, string text)
    {
        string[] lines = text.Split('\n');
        return [.. Load(file, text).Where(d => !IsNothing(d)).SelectMany(d => Objects(file, d, lines))];
    }

    /// <summary>The one map of a file.</summary>
    /// <exception cref="InfraException">The file is not YAML, or not one map.</exception>
    internal static PropertyMap Document(string file, string text) =>
        Load(file, text) is [YamlMappingNode map] ? ((MapValue)Value(file, map)).Map : throw Bad(file, 1, "this file is one map");

    private static bool IsNothing(YamlNode root) => root is YamlScalarNode { Style: ScalarStyle.Plain } scalar && Scalar(scalar).Equals(PropertyValue.Null);

    private static ImmutableArray<YamlNode> Load(string file, string text) => Guarded(file, () => KubernetesYaml.Documents(text));

    private static T Guarded<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (KubernetesYamlException refused)
        {
            throw Bad(file, refused.Line, refused.Message);
        }
    }

    private static IEnumerable<Subject> Objects(string file, YamlNode node, string[] lines)
    {
        if (node is not YamlMappingNode map)
        {
            throw Bad(file, node.Start.Line, "a document is a Kubernetes object: a map with apiVersion and kind, or a workflow");
        }

        if (map.Children.TryGetValue("kind", out YamlNode? kind) && kind is YamlScalarNode { Value: "List" } && map.Children.TryGetValue("items", out YamlNode? items) && items is YamlSequenceNode list)
        {
            return list.Children.SelectMany(i => Objects(file, i, lines));
        }

        return [Subject.Of(file, ((MapValue)Value(file, map)).Map, path => Line(map, path), lines)];
    }

    // Of a Kubernetes object every value is what Kubernetes takes it for; workflows and examples of rules are read by YAML 1.2.
    private static PropertyValue Value(string file, YamlMappingNode top) =>
        Value(file, top, isObject: new[] { "apiVersion", "kind" }.Any(k => top.Children.ContainsKey(new YamlScalarNode(k))));

    private static PropertyValue Value(string file, YamlNode node, bool isObject) => node switch
    {
        YamlMappingNode map => PropertyValue.Of(PropertyMap.From(map.Children.Select(c => new KeyValuePair<string, PropertyValue>(Key(file, c.Key, isObject), Value(file, c.Value, isObject))))),
        YamlSequenceNode list => PropertyValue.Of([.. list.Children.Select(c => Value(file, c, isObject))]),
        YamlScalarNode scalar => isObject ? OfKubernetes(file, scalar) : Scalar(scalar),
        _ => throw Bad(file, node.Start.Line, "this is neither a map, a list nor a text"),
    };

    // A name that Kubernetes takes for a boolean or a number is another name to it.
    private static string Key(string file, YamlNode key, bool isObject) =>
        (isObject ? Guarded(file, () => KubernetesYaml.Name(key)) : (key as YamlScalarNode)?.Value) as string
            ?? throw Bad(file, key.Start.Line, key is YamlScalarNode named ? $"Kubernetes does not take the name {named.Value} for a text: write it in quotes" : "the name of a property is a text");

    private static PropertyValue OfKubernetes(string file, YamlScalarNode scalar) => Guarded(file, () => KubernetesYaml.Scalar(scalar)) switch
    {
        null => PropertyValue.Null,
        bool flag => PropertyValue.Of(flag),
        long whole => PropertyValue.Of((double)whole),
        double number => PropertyValue.Of(number),
        object text => PropertyValue.Of((string)text),
    };

    // As GitHub reads its files: only plain scalars can be other than texts.
    private static PropertyValue Scalar(YamlScalarNode scalar) => scalar switch
    {
        { Style: not ScalarStyle.Plain } => PropertyValue.Of(scalar.Value ?? ""),
        { Value: null or "" or "~" or "null" } => PropertyValue.Null,
        { Value: "true" } => PropertyValue.Of(true),
        { Value: "false" } => PropertyValue.Of(false),
        { Value: { } text } when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) => PropertyValue.Of(number),
        _ => PropertyValue.Of(scalar.Value!),
    };

    // The deepest part of the path that is there; a rule about something missing points at what should hold it.
    private static int Line(YamlNode node, string path)
    {
        YamlNode place = node;
        long line = node.Start.Line;
        foreach (string part in Parts(path))
        {
            (YamlNode? next, line) = place switch
            {
                YamlMappingNode map when map.Children.FirstOrDefault(c => c.Key is YamlScalarNode key && string.Equals(key.Value, part, StringComparison.Ordinal)) is { Key: { } key, Value: { } value } => (value, key.Start.Line),
                YamlSequenceNode list when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < list.Children.Count => (list.Children[index], list.Children[index].Start.Line),
                _ => (null, line),
            };
            if (next is null)
            {
                break;
            }

            place = next;
        }

        return (int)line;
    }

    // a.b[0]["c.d"] into a, b, 0, c.d, as PropertyPath writes them.
    private static IEnumerable<string> Parts(string path)
    {
        int at = 0;
        while (at < path.Length)
        {
            if (path[at] == '.')
            {
                at++;
            }
            else if (path.AsSpan(at).StartsWith("[\""))
            {
                int end = path.IndexOf("\"]", at + 2, StringComparison.Ordinal);
                yield return path[(at + 2)..end].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
                at = end + 2;
            }
            else if (path[at] == '[')
            {
                int end = path.IndexOf(']', at);
                yield return path[(at + 1)..end];
                at = end + 1;
            }
            else
            {
                int length = path.AsSpan(at).IndexOfAny('.', '[');
                int end = length < 0 ? path.Length : at + length;
                yield return path[at..end];
                at = end;
            }
        }
    }

    private static InfraException Bad(string file, long line, string rule) =>
        new(ErrorKind.Configuration, string.Create(CultureInfo.InvariantCulture, $"{file}:{line}: {rule}. Fix the file, or render it again with `infra render`."));
}
