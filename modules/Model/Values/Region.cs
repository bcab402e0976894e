using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>A Google Cloud region. Whether a stack may use it is decided by its residency, not by its name.</summary>
/// <remarks>Rule: a Google Cloud region is a continent, a hyphen, a direction and a number, and not a zone. Source: https://docs.cloud.google.com/compute/docs/regions-zones</remarks>
public sealed partial record Region : ITextValue<Region>
{
    private static readonly char[] Digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

    private Region(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a Google Cloud region",
        Form(),
        minLength: 7,
        maxLength: 32,
        "is a continent, a hyphen, a direction and a number, and not a zone",
        "asia-south1",
        "https://docs.cloud.google.com/compute/docs/regions-zones");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Region? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new Region(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static Region Of(string text) => TextRule.Must<Region>(text);

    /// <summary>A short code for names: two letters for the continent, a hyphen, one or two for the direction, and the number, such as <c>as-se1</c>. No two regions have the same.</summary>
    /// <remarks>docs/regions.md lists it for every region of Google. Google's own zones of Compute names follow no rule that is documented.</remarks>
    public string Code
    {
        get
        {
            int hyphen = Value.IndexOf('-', StringComparison.Ordinal);
            (string continent, string direction) = (Value[..hyphen], Value[(hyphen + 1)..].TrimEnd(Digits));
            string number = Value[(hyphen + 1 + direction.Length)..];
            return $"{Continent(continent)}-{Direction(direction)}{number}";
        }
    }

    private static string Continent(string name) => name switch
    {
        "northamerica" => "na",
        "southamerica" => "sa",
        _ => name[..2],
    };

    private static string Direction(string name) => name switch
    {
        "northeast" => "ne",
        "northwest" => "nw",
        "southeast" => "se",
        "southwest" => "sw",
        _ => name[..1],
    };

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z]{2,16}-[a-z]{4,14}[0-9]{1,2}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
