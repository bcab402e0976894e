using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>A country, by which calendars and frameworks are chosen.</summary>
/// <remarks>Rule: a country code is two capital letters of ISO 3166-1. Source: https://www.iso.org/iso-3166-country-codes.html</remarks>
public sealed partial record CountryCode : ITextValue<CountryCode>
{
    private CountryCode(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a country code",
        Form(),
        minLength: 2,
        maxLength: 2,
        "is two capital letters of ISO 3166-1",
        "IN",
        "https://www.iso.org/iso-3166-country-codes.html");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CountryCode? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new CountryCode(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static CountryCode Of(string text) => TextRule.Must<CountryCode>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[A-Z]{2}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
