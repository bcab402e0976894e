using System.Globalization;
using Infra.Model.Manifests;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Infra.GitOps.Templates;

/// <summary>YAML to values of templates and back: keys in ordinal order, as Go writes maps.</summary>
internal static class YamlValues
{
    private const int LengthLimit = 1_000_000;

    /// <exception cref="FunctionException">It is no YAML, more than one document, too long, or has what is refused.</exception>
    public static object? Read(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (KubernetesYamlException refused)
        {
            throw new FunctionException(refused.Message);
        }
    }

    /// <summary>The same, with the line of what is wrong.</summary>
    /// <exception cref="KubernetesYamlException">It is no YAML, more than one document, too long, or has what is refused.</exception>
    public static object? Parse(string text)
    {
        if (text.Length > LengthLimit)
        {
            throw new KubernetesYamlException(1, $"the YAML has more than {LengthLimit} characters");
        }

        return KubernetesYaml.Documents(text) switch
        {
            [] => null,
            [YamlNode one] => Value(one),
            _ => throw new KubernetesYamlException(1, "the YAML has more than one document"),
        };
    }

    public static string Write(object? value)
    {
        StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new YamlStream(new YamlDocument(Node(value))).Save(new Emitter(text, new EmitterSettings().WithNewLine("\n")), assignAnchors: false);
        string written = text.ToString();
        written = written.StartsWith("--- ", StringComparison.Ordinal) ? written[4..] : written;
        return written.EndsWith("...\n", StringComparison.Ordinal) ? written[..^4] : written;
    }

    private static object? Value(YamlNode node) => node switch
    {
        YamlMappingNode map => Map(map),
        YamlSequenceNode list => list.Children.Select(Value).ToList(),
        YamlScalarNode scalar => KubernetesYaml.Scalar(scalar),
        _ => null,
    };

    private static Dictionary<string, object?> Map(YamlMappingNode map)
    {
        Dictionary<string, object?> values = new(map.Children.Count, StringComparer.Ordinal);
        foreach ((YamlNode key, YamlNode value) in map.Children)
        {
            // The reader of Kubernetes makes texts of all names, as JSON writes what they are: "yes" and "true" are one.
            string name = KubernetesYaml.Name(key) switch { null => "null", bool flag => flag ? "true" : "false", string text => text, var number => GoValue.Print(number) };
            values[name] = values.ContainsKey(name) ? throw new KubernetesYamlException(key.Start.Line, $"the name {name} stands twice in one map") : Value(value);
        }

        return values;
    }

    private static YamlNode Node(object? value) => value switch
    {
        Dictionary<string, object?> map => new YamlMappingNode(map.OrderBy(e => e.Key, StringComparer.Ordinal).SelectMany(e => new[] { Text(e.Key, isKey: true), Node(e.Value) })),
        List<object?> list => new YamlSequenceNode(list.Select(Node)),
        string text => Text(text, isKey: false),
        null => new YamlScalarNode("null"),
        _ => new YamlScalarNode(GoValue.Print(value)),
    };

    // Lines of a text stand as they are, so that a review sees them; what a reader could take for something else stands in quotes.
    private static YamlScalarNode Text(string text, bool isKey) =>
        new(text) { Style = !isKey && IsBlock(text) ? ScalarStyle.Literal : NeedsQuotes(text) ? ScalarStyle.DoubleQuoted : GoTemplate.HasActions(text) ? ScalarStyle.SingleQuoted : ScalarStyle.Any };

    private static bool IsBlock(string text) =>
        text.Length > 1 && text.Contains('\n', StringComparison.Ordinal) && !text.EndsWith("\n\n", StringComparison.Ordinal) && text[0] is not ('\n' or ' ')
        && text.All(c => c == '\n' || (!char.IsControl(c) && c is not ('\u0085' or '\u2028' or '\u2029')));

    private static bool NeedsQuotes(string text) =>
        KubernetesScalar.Read(text) is not string || text is KubernetesScalar.Merge or "="
        || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF');
}
