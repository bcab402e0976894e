using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Infra.Delivery.Calendars;
using Infra.Model.Masking;
using NodaTime;

namespace Infra;

/// <summary>Writes what windows and freezes say.</summary>
internal static class FreezeOutput
{
    /// <summary>The schema name of an answer's JSON.</summary>
    public const string CheckSchema = "infra.freeze-check/v1";

    /// <summary>An answer in words: the answer, the rows that say it, how long, and what would open it.</summary>
    public static string Text(ReleaseCalendar calendar, FreezeFinding found)
    {
        (CalendarVerdict verdict, string environment) = (found.Verdict, found.Query.Environment.Value);
        string asked = ChangeClassName.Of(found.Query.Class);
        List<string> lines = [$"{environment} at {calendar.Local(found.Query.At)}, class {asked}: {Word(verdict.Answer)}{Until(calendar, verdict)}."];
        lines.AddRange(verdict.Reasons.Select(r => $"  {r.Row}: {r.Text}."));
        if (found.Override is { } open)
        {
            lines.Add($"Opened by the override of {Printable.Text(open.Actor)} until {Local(calendar, open.Until)}, approved by {string.Join(" and ", open.Approvals.Select(a => $"{a.Approver} ({a.ApprovalType})").Select(Printable.Text))}: {Printable.Text(open.Reason)}.");
        }
        else if (verdict.Answer != CalendarAnswer.Allowed)
        {
            lines.Add(Opening(calendar, found));
        }

        return string.Join('\n', lines);
    }

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

    /// <summary>A moment of a record in the calendar's zone.</summary>
    public static string Local(ReleaseCalendar calendar, DateTimeOffset moment) => calendar.Local(Instant.FromDateTimeOffset(moment));

    /// <summary>A moment in UTC, whole seconds.</summary>
    public static string Utc(Instant moment) => moment.ToString("uuuu'-'MM'-'dd'T'HH':'mm':'ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>An answer as the settings and formats write it.</summary>
    public static string JsonWord(CalendarAnswer answer) => Word(answer).Replace(' ', '-');

    /// <summary>An answer as people read it.</summary>
    public static string Word(CalendarAnswer answer) => answer switch
    {
        CalendarAnswer.Allowed => "allowed",
        CalendarAnswer.ManualApproval => "manual approval",
        _ => "blocked",
    };

    private static string Until(ReleaseCalendar calendar, CalendarVerdict verdict) =>
        verdict.Until is { } until ? $" until {calendar.Local(until)}" : ", and the calendar knows no change of that";

    private static string Opening(ReleaseCalendar calendar, FreezeFinding found)
    {
        ImmutableArray<string> ways =
        [
            .. (string[])(found.Verdict.NextOpening is { } opening ? [$"it is allowed from {calendar.Local(opening)}"] : []),
            .. (string[])(found.Verdict.Freeze == CalendarAnswer.Blocked && found.Verdict.Largest is { } most ? [$"the freeze lets {(most == ChangeClass.Emergency ? "" : "at most ")}{ChangeClassName.Of(most)} through"] : []),
            .. (string[])(found.Answer == CalendarAnswer.ManualApproval ? ["an approval opens it now"] : [$"an override does: `infra freeze override {found.Query.Environment} --reason TEXT --until TIME`"]),
        ];
        return $"To open it: {string.Join("; ", ways)}.";
    }
}
