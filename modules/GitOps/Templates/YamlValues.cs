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
        stream.Load(new Refusing(new YamlDotNet.Core.Parser(new StringReader(text))));
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
        return written.EndsWith("...\n", StringComparison.Ordinal) ? written[..^4] : written;
    }

    private static object? Value(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.ToDictionary(c => ((YamlScalarNode)c.Key).Value ?? "", c => Value(c.Value), StringComparer.Ordinal),
        YamlSequenceNode list => list.Children.Select(Value).ToList(),
        YamlScalarNode scalar => Scalar(scalar),
        _ => null,
    };

    private static object? Scalar(YamlScalarNode scalar)
    {
        string text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain)
        {
            return text;
        }

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => true,
            "false" or "False" or "FALSE" => false,
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => whole,
            _ when char.IsAsciiDigit(text[^1]) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
            _ => text,
        };
    }

    private static YamlNode Node(object? value) => value switch
    {
        Dictionary<string, object?> map => new YamlMappingNode(map.OrderBy(e => e.Key, StringComparer.Ordinal).SelectMany(e => new[] { Node(e.Key), Node(e.Value) })),
        List<object?> list => new YamlSequenceNode(list.Select(Node)),
        string text => new YamlScalarNode(text) { Style = NeedsQuotes(text) ? ScalarStyle.DoubleQuoted : IsBlock(text) ? ScalarStyle.Literal : ScalarStyle.Any },
        null => new YamlScalarNode("null"),
        _ => new YamlScalarNode(GoValue.Print(value)),
    };

    private static bool NeedsQuotes(string text) => Scalar(new YamlScalarNode(text) { Style = ScalarStyle.Plain }) is not string;

    // Lines of a text stand as they are, so that a review sees them; what a block cannot hold as it is stays in quotes.
    private static bool IsBlock(string text) => text.EndsWith('\n') && !text.StartsWith('\n') && text[0] != ' ' && text.All(c => c == '\n' || !char.IsControl(c));

    /// <summary>Refuses aliases: a small text could grow without bound.</summary>
    private sealed class Refusing(IParser inner) : IParser
    {
        public ParsingEvent? Current => inner.Current;

        public bool MoveNext()
        {
            bool more = inner.MoveNext();
            return Current is AnchorAlias ? throw new FunctionException("the YAML has an alias, which is refused") : more;
        }
    }
}
