using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>A time of day, to the minute; 24:00 is the end of the day.</summary>
/// <remarks>Rule: a time of day is hours and minutes from 00:00 to 24:00, in quotes. Source: https://www.rfc-editor.org/rfc/rfc3339 (ISO 8601 has 24:00)</remarks>
public sealed partial record TimeOfDay : ITextValue<TimeOfDay>
{
    private TimeOfDay(string value) => (Value, Minutes) = (value, (int.Parse(value.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture) * 60) + int.Parse(value.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture));

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a time of day",
        Form(),
        minLength: 5,
        maxLength: 5,
        "is hours and minutes from 00:00 to 24:00, in quotes",
        "\"19:30\"",
        "https://www.rfc-editor.org/rfc/rfc3339 (ISO 8601 has 24:00)");

    /// <inheritdoc/>
    public string Value { get; }

    /// <summary>Minutes since the day began: 0 to 1440.</summary>
    public int Minutes { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out TimeOfDay? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new TimeOfDay(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static TimeOfDay Of(string text) => TextRule.Must<TimeOfDay>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
