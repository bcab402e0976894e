using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Infra.Delivery.Calendars;
using Infra.Pipeline.Gating;
using NodaTime;

namespace Infra.Presenters;

/// <summary>Writes what windows and freezes say.</summary>
internal static class FreezeOutput
{
    /// <summary>The schema name of an answer's JSON.</summary>
    public const string CheckSchema = "infra.freeze-check/v1";

    public static string Json(ReleaseCalendar calendar, FreezeFinding found) => JsonOut.Document(CheckSchema, writer =>
    {
        writer.WriteString("environment", found.Query.Environment.Value);
        writer.WriteString("at", Utc(found.Query.At));
        writer.WriteString("class", ChangeClassName.Of(found.Query.Class));
        Names(writer, "tags", found.Query.Tags.Select(t => t.Value));
        Names(writer, "regions", found.Query.Regions.Select(r => r.Value));
        writer.WriteString("zone", calendar.Settings.Zone.Value);
        writer.WriteString("answer", JsonWord(found.Answer));
        writer.WriteString("window", JsonWord(found.Verdict.Window));
        writer.WriteString("freeze", JsonWord(found.Verdict.Freeze));
        writer.WriteString("level", found.Verdict.Level.ToString().ToLowerInvariant());
        writer.WriteString("largest", found.Verdict.Largest is { } largest ? ChangeClassName.Of(largest) : null);
        writer.WriteStartArray("reasons");
        foreach (CalendarReason reason in found.Verdict.Reasons)
        {
            writer.WriteStartObject();
            writer.WriteString("row", reason.Row);
            writer.WriteString("text", reason.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("until", found.Verdict.Until is { } until ? Utc(until) : null);
        writer.WriteString("nextOpening", found.Verdict.NextOpening is { } opening ? Utc(opening) : null);
        writer.WriteString("overriddenUntil", found.Override is { } open ? Utc(Instant.FromDateTimeOffset(open.Until)) : null);
    });

    /// <summary>Names as an array.</summary>
    public static void Names(Utf8JsonWriter writer, string property, IEnumerable<string> names)
    {
        writer.WriteStartArray(property);
        foreach (string name in names)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
    }

    /// <summary>A moment in UTC, whole seconds.</summary>
    public static string Utc(Instant moment) => moment.ToString("uuuu'-'MM'-'dd'T'HH':'mm':'ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>An answer as the settings and formats write it.</summary>
    public static string JsonWord(CalendarAnswer answer) => FreezeText.Word(answer).Replace(' ', '-');
}
