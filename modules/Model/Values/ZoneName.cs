using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>A time zone by its name in the tz database.</summary>
/// <remarks>Rule: a time zone is the name of a zone in the tz database. Source: https://data.iana.org/time-zones/theory.html (names of timezones)</remarks>
public sealed partial record ZoneName : ITextValue<ZoneName>
{
    private ZoneName(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a time zone",
        Form(),
        minLength: 3,
        maxLength: 40,
        "is the name of a zone in the tz database",
        "Asia/Kolkata",
        "https://data.iana.org/time-zones/theory.html (names of timezones)");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ZoneName? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new ZoneName(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static ZoneName Of(string text) => TextRule.Must<ZoneName>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
