using System.Collections.Immutable;
using Infra.Delivery.Calendars;
using Infra.Model.Masking;
using NodaTime;

namespace Infra.Pipeline.Gating;

/// <summary>What windows and freezes say, in words.</summary>
public static class FreezeText
{
    /// <summary>An answer in words: the answer, the rows that say it, how long, and what would open it.</summary>
    public static string Of(ReleaseCalendar calendar, FreezeFinding found)
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

    /// <summary>A moment of a record in the calendar's zone.</summary>
    public static string Local(ReleaseCalendar calendar, DateTimeOffset moment) => calendar.Local(Instant.FromDateTimeOffset(moment));

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
            .. (string[])(found.Verdict.Freeze == CalendarAnswer.Blocked && found.Verdict.Largest is { } most ? [$"the freeze allows {(most == ChangeClass.Emergency ? "" : "at most ")}{ChangeClassName.Of(most)}"] : []),
            .. (string[])(found.Answer == CalendarAnswer.ManualApproval ? ["an approval opens it now"] : [$"an override does: `infra freeze override {found.Query.Environment} --reason TEXT --until TIME`"]),
        ];
        return $"To open it: {string.Join("; ", ways)}.";
    }
}
