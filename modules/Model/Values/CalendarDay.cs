using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>A day of the Gregorian calendar, without a zone: the zone is that of the calendar it stands in.</summary>
/// <remarks>Rule: a day is a year from 2000 to 2099, a month and a day that exists, in quotes. Source: https://www.rfc-editor.org/rfc/rfc3339 (full-date)</remarks>
public sealed partial record CalendarDay : ITextValue<CalendarDay>
{
    private CalendarDay(string value) => (Value, Date) = (value, DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a day",
        Form(),
        minLength: 10,
        maxLength: 10,
        "is a year from 2000 to 2099, a month and a day that exists, in quotes",
        "\"2026-11-08\"",
        "https://www.rfc-editor.org/rfc/rfc3339 (full-date)");

    /// <inheritdoc/>
    public string Value { get; }

    /// <summary>The day as a date.</summary>
    public DateOnly Date { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CalendarDay? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        // The form lets 30 February through; the calendar does not.
        misfit = Rule.Check(text) ?? (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : Rule.Check(null));
        value = misfit is null ? new CalendarDay(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static CalendarDay Of(string text) => TextRule.Must<CalendarDay>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
