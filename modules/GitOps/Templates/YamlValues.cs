using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Infra.GitOps;

/// <summary>YAML to values of templates and back: keys in ordinal order, as Go writes maps.</summary>
internal static class YamlValues
{
    private const int LengthLimit = 1_000_000;

    /// <exception cref="FunctionException">More than one document, an alias, or too long.</exception>
    public static object? Read(string text)
    {
        if (text.Length > LengthLimit)
        {
            throw new FunctionException($"the YAML has more than {LengthLimit} characters");
        }

        YamlStream stream = [];
        try
        {
            stream.Load(new Refusing(new YamlDotNet.Core.Parser(new StringReader(text))));
        }
        catch (Exception lost) when (lost is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet's scanner loses itself in some malformed texts, such as "a: [" before a line that begins a map.
            throw new FunctionException("the YAML cannot be read; look for a bracket or a quote that is not closed");
        }

        return stream.Documents.Count switch
        {
            0 => null,
            1 => Value(stream.Documents[0].RootNode),
            _ => throw new FunctionException("the YAML has more than one document"),
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
        YamlMappingNode map => map.Children.ToDictionary(c => Key(c.Key), c => Value(c.Value), StringComparer.Ordinal),
        YamlSequenceNode list => list.Children.Select(Value).ToList(),
        YamlScalarNode scalar => Scalar(scalar),
        _ => null,
    };

    // The reader of Kubernetes makes texts of all names, as JSON writes what they are.
    private static string Key(YamlNode key) => key is not YamlScalarNode scalar ? throw new FunctionException("a key of the YAML is a map or a list")
        : scalar.Style == ScalarStyle.Plain && scalar.Value == KubernetesScalar.Merge ? throw new FunctionException("the YAML has a merge key (<<), which is refused")
        : Scalar(scalar) switch { null => "null", bool flag => flag ? "true" : "false", string text => text, var number => GoValue.Print(number) };

    private static object? Scalar(YamlScalarNode scalar)
    {
        string text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain)
        {
            return text;
        }

        return KubernetesScalar.Read(text) is double number && !double.IsFinite(number) ? throw new FunctionException($"the YAML has the number {text}, which JSON does not have") : KubernetesScalar.Read(text);
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

    /// <summary>Refuses aliases, by which a small text could grow without bound, and depth, which would overflow the stack.</summary>
    private sealed class Refusing(IParser inner) : IParser
    {
        private int depth;

        public ParsingEvent? Current => inner.Current;

        public bool MoveNext()
        {
            bool more = inner.MoveNext();

            // Stream and document count as two levels.
            depth += more ? Current!.NestingIncrease : 0;
            return Current is AnchorAlias ? throw new FunctionException("the YAML has an alias, which is refused")
                : depth > Budget.DepthLimit + 2 ? throw new FunctionException($"maps and lists of the YAML are nested deeper than {Budget.DepthLimit}")
                : more;
        }
    }
}
