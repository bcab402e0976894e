using System.Collections.Immutable;
using System.Globalization;
using Infra.Delivery.Approvals;
using Infra.Delivery.Calendars;
using Infra.Model.Masking;
using Infra.Model.Values;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Workspace;
using NodaTime;
using Spectre.Console;

namespace Infra.Presenters;

/// <summary>Writes the windows, freezes and overrides, and a month as a sheet.</summary>
internal static class FreezeListOutput
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.freezes/v1";

    private const int DaysPerWeek = 7;
    private static readonly ImmutableArray<string> Signs = [".", "L", "M", "H", "X", "#"];

    public static void Write(Host host, ReleaseCalendar calendar, FreezeList list, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            host.Out.Write(Json(calendar, list, host.Clock.GetUtcNow()));
            return;
        }

        Painter painter = new(host.Out, host.OutIsTerminal, host.Variable);
        if (list.Month is { } month)
        {
            Sheet(painter, calendar, list.Environment, month);
        }

        painter.Line(list.Windows.IsEmpty ? "No window holds." : $"Windows, {calendar.Settings.Zone}");
        foreach (WindowRow window in list.Windows)
        {
            string dates = window.First is null && window.Last is null ? "every day" : $"{window.First} to {window.Last}";
            painter.Line($"  {FreezeText.Word(window.Answer),-15}  {window.From} to {window.To}  {dates,-24}  {window.Name}: {window.Reason}");
        }

        painter.Line();
        painter.Line(list.Freezes.IsEmpty ? "No freeze holds." : "Freezes");
        foreach (FreezeRow freeze in list.Freezes)
        {
            painter.Line($"  {freeze.First} to {freeze.End:yyyy-MM-dd}  {freeze.Level.ToString().ToLowerInvariant(),-7}  {freeze.Name}{Scope(freeze.Scope)}: {freeze.Reason}{Extent(freeze)}", Colour(freeze.Level));
        }

        painter.Line();
        painter.Line(list.Overrides.IsEmpty ? "No override is open." : "Overrides");
        foreach (FreezeOverride open in list.Overrides)
        {
            painter.Line($"  {open.Environment} until {FreezeText.Local(calendar, open.Until)} by {Printable.Text(open.Actor)}: {Printable.Text(open.Reason)}", new Style(Color.Yellow));
        }

        painter.Line();
        painter.Line(list.Reviews.IsEmpty ? "No override waits for its review." : "Reviews of overrides");
        DateTimeOffset now = host.Clock.GetUtcNow();
        foreach (OpenReview review in list.Reviews)
        {
            painter.Line($"  {ReviewOutput.Text(review, now)}", new Style(ReviewOutput.IsOverdue(review, now) ? Color.Red : Color.Yellow));
        }
    }

    private static void Sheet(Painter painter, ReleaseCalendar calendar, StackName? environment, YearMonth month)
    {
        painter.Line($"{month.ToString("MMMM uuuu", CultureInfo.InvariantCulture)}, {environment?.Value ?? "every environment"}, {calendar.Settings.Zone}");
        painter.Line();
        painter.Line("   Mon   Tue   Wed   Thu   Fri   Sat   Sun");
        LocalDate first = month.OnDayOfMonth(1);
        LocalDate monday = first.PlusDays(1 - (int)first.DayOfWeek);
        for (LocalDate week = monday; week <= month.ToDateInterval().End; week = week.PlusDays(DaysPerWeek))
        {
            painter.Line(string.Concat(Enumerable.Range(0, DaysPerWeek).Select(d => Cell(calendar, environment, month, week.PlusDays(d)))).TrimEnd());
        }

        painter.Line();
        painter.Line("Strictest level of the day for any service and region: . announced  L low  M medium  H high  X extreme  # full");
        painter.Line();
    }

    private static string Cell(ReleaseCalendar calendar, StackName? environment, YearMonth month, LocalDate day)
    {
        string sign = calendar.On(environment, day).Level is { } level ? Signs[(int)level] : " ";
        return day.Month == month.Month ? string.Create(CultureInfo.InvariantCulture, $"  {day.Day,2} {sign}") : "      ";
    }

    private static string Scope(CalendarScope scope) =>
        $" in {string.Join(", ", scope.Environments)}{(scope.Tags.IsEmpty ? "" : $", services {string.Join(", ", scope.Tags)}")}{(scope.Regions.IsEmpty ? "" : $", regions {string.Join(", ", scope.Regions)}")}";

    private static string Extent(FreezeRow freeze)
    {
        ImmutableArray<string> parts =
        [
            .. (string[])(freeze.PreparationWeeks > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{freeze.PreparationWeeks} {(freeze.PreparationWeeks == 1 ? "week" : "weeks")} of preparation")] : []),
            .. (string[])(freeze.FullFreezeHours > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{freeze.FullFreezeHours} hours of full freeze before")] : []),
            .. (string[])(freeze.TrafficMultiplier > 1 ? [string.Create(CultureInfo.InvariantCulture, $"{freeze.TrafficMultiplier} times the traffic")] : []),
            .. (string[])(freeze.IsMoonSighted ? ["the moon decides"] : []),
        ];
        return parts.IsEmpty ? "" : $" ({string.Join("; ", parts)})";
    }

    private static Style Colour(FreezeLevel level) => level switch
    {
        FreezeLevel.Full or FreezeLevel.Extreme => new Style(Color.Red),
        FreezeLevel.High or FreezeLevel.Medium => new Style(Color.Yellow),
        _ => Style.Plain,
    };

    private static string Json(ReleaseCalendar calendar, FreezeList list, DateTimeOffset now) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteString("zone", calendar.Settings.Zone.Value);
        writer.WriteStartArray("windows");
        foreach (WindowRow window in list.Windows)
        {
            writer.WriteStartObject();
            writer.WriteString("name", window.Name.Value);
            writer.WriteString("answer", FreezeOutput.JsonWord(window.Answer));
            writer.WriteString("from", $"{window.From}");
            writer.WriteString("to", $"{window.To}");
            FreezeOutput.Names(writer, "days", window.Days.Select(d => d.ToString().ToLowerInvariant()));
            writer.WriteString("first", window.First?.Value);
            writer.WriteString("last", window.Last?.Value);
            FreezeOutput.Names(writer, "environments", window.Scope.Environments.Select(e => e.Value));
            FreezeOutput.Names(writer, "tags", window.Scope.Tags.Select(t => t.Value));
            FreezeOutput.Names(writer, "regions", window.Scope.Regions.Select(r => r.Value));
            writer.WriteString("reason", window.Reason.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("freezes");
        foreach (FreezeRow freeze in list.Freezes)
        {
            writer.WriteStartObject();
            writer.WriteString("name", freeze.Name.Value);
            writer.WriteString("first", freeze.First.Value);
            writer.WriteString("last", freeze.End.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            writer.WriteBoolean("moonSighting", freeze.IsMoonSighted);
            writer.WriteString("level", freeze.Level.ToString().ToLowerInvariant());
            writer.WriteNumber("preparationWeeks", freeze.PreparationWeeks);
            writer.WriteNumber("fullFreezeHours", freeze.FullFreezeHours);
            writer.WriteNumber("trafficMultiplier", freeze.TrafficMultiplier);
            FreezeOutput.Names(writer, "environments", freeze.Scope.Environments.Select(e => e.Value));
            FreezeOutput.Names(writer, "tags", freeze.Scope.Tags.Select(t => t.Value));
            FreezeOutput.Names(writer, "regions", freeze.Scope.Regions.Select(r => r.Value));
            writer.WriteString("reason", freeze.Reason.Value);
            writer.WriteString("source", freeze.Source.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("overrides");
        foreach (FreezeOverride open in list.Overrides)
        {
            writer.WriteStartObject();
            writer.WriteString("id", open.Id);
            writer.WriteString("environment", open.Environment);
            writer.WriteString("from", FreezeOutput.Utc(Instant.FromDateTimeOffset(open.From)));
            writer.WriteString("until", FreezeOutput.Utc(Instant.FromDateTimeOffset(open.Until)));
            writer.WriteString("actor", open.Actor);
            writer.WriteString("reason", open.Reason);
            FreezeOutput.Names(writer, "approvers", open.Approvals.Select(a => $"{a.Approver}:{a.ApprovalType}"));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("reviews");
        foreach (OpenReview review in list.Reviews)
        {
            writer.WriteStartObject();
            writer.WriteString("id", review.Override!.Id);
            writer.WriteString("environment", review.Environment);
            writer.WriteString("from", FreezeOutput.Utc(Instant.FromDateTimeOffset(review.At)));
            writer.WriteString("actor", review.Actor);
            writer.WriteString("reason", review.Override.Reason);
            writer.WriteString("due", FreezeOutput.Utc(Instant.FromDateTimeOffset(review.Due)));
            writer.WriteBoolean("overdue", ReviewOutput.IsOverdue(review, now));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
