using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>A moment in UTC, to the second.</summary>
/// <remarks>Rule: a time in UTC is a date, T, a time to the second and Z, in quotes. Source: https://www.rfc-editor.org/rfc/rfc3339 (UTC only, so that two people read one time)</remarks>
public sealed partial record UtcTime : ITextValue<UtcTime>
{
    private UtcTime(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a time in UTC",
        Form(),
        minLength: 20,
        maxLength: 20,
        "is a date, T, a time to the second and Z, in quotes",
        "\"2027-02-01T20:30:00Z\"",
        "https://www.rfc-editor.org/rfc/rfc3339 (UTC only, so that two people read one time)");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out UtcTime? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new UtcTime(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static UtcTime Of(string text) => TextRule.Must<UtcTime>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
