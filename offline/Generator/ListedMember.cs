using System.Text.RegularExpressions;

namespace Infra.Offline.Generator;

/// <summary>One member line of a listing, for example
/// <c>  prop   [Input("name")] Pulumi.Input&lt;string&gt;? Name { get; set; }</c>.</summary>
/// <param name="Line">The whole line as it stands, without its indentation.</param>
/// <param name="Kind">ctor, field, prop, event or method; empty for enum values and delegate signatures.</param>
/// <param name="Attributes">The attributes in order, each with its brackets.</param>
/// <param name="Text">What follows the attributes.</param>
public sealed partial record ListedMember(string Line, string Kind, IReadOnlyList<string> Attributes, string Text)
{
    /// <summary>The wire name in [Input] or [Output], or null.</summary>
    public string? WireName => WireAttribute is { } attribute ? WireNamePattern().Match(attribute).Groups["name"].Value : null;

    /// <summary>The [Input(...)] or [Output(...)] attribute, or null.</summary>
    public string? WireAttribute => Attributes.FirstOrDefault(attribute =>
        attribute.StartsWith("[Input(", StringComparison.Ordinal) || attribute.StartsWith("[Output(", StringComparison.Ordinal));

    /// <summary>The [Obsolete(...)] attribute, or null.</summary>
    public string? Obsolete => Attributes.FirstOrDefault(attribute => attribute.StartsWith("[Obsolete", StringComparison.Ordinal));

    /// <summary>Whether the member is static.</summary>
    public bool IsStatic => Text.StartsWith("static ", StringComparison.Ordinal);

    /// <summary>The name of a property or field; empty for anything else.</summary>
    public string Name => Kind switch
    {
        "prop" => PropertyPattern().Match(Text).Groups["name"].Value,
        "field" => Text[(Text.LastIndexOf(' ') + 1)..],
        _ => "",
    };

    /// <summary>The type of a property or field; empty for anything else.</summary>
    public string Type => Kind switch
    {
        "prop" => PropertyPattern().Match(Text).Groups["type"].Value,
        "field" => FieldPattern().Match(Text).Groups["type"].Value,
        _ => "",
    };

    [GeneratedRegex("""\("(?<name>[^"]*)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 600_000)]
    private static partial Regex WireNamePattern();

    [GeneratedRegex(@"^(?:static |abstract |virtual |override )*(?<type>.+) (?<name>\w+) \{", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 600_000)]
    private static partial Regex PropertyPattern();

    [GeneratedRegex(@"^(?:protected |static |const |readonly )*(?<type>.+) \w+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 600_000)]
    private static partial Regex FieldPattern();
}
