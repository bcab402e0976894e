using System.Collections.Immutable;
using Infra.Model.Values;
using NodaTime;

namespace Infra.Delivery.Calendars;

/// <summary>The rules by time of day.</summary>
internal static class WindowRules
{
    /// <summary>What the windows say of a local time, for every service and region of a query on its own: each saying once, never none.</summary>
    public static ImmutableArray<WindowState> At(CalendarSettings settings, CalendarQuery query, LocalDateTime local)
    {
        WindowRow[] open = [.. settings.Windows.Where(w => IsIn(w, local) && ScopeMatch.Touches(w.Scope, query))];
        WindowState otherwise = new(null, settings.Otherwise[query.Environment.Value]);
        if (open.Length == 0)
        {
            return [otherwise];
        }

        List<WindowState> states = [];
        CalendarScope[] scopes = [.. open.Select(w => w.Scope)];
        foreach (KubernetesName? tag in ScopeMatch.Tags(query, scopes))
        {
            foreach (Region? region in ScopeMatch.Regions(query, scopes))
            {
                WindowRow[] held = [.. open.Where(w => ScopeMatch.Holds(w.Scope, query.Environment, tag, region))];
                CalendarAnswer strictest = held.Length == 0 ? otherwise.Answer : held.Max(w => w.Answer);
                states.AddRange(held.Length == 0 ? [otherwise] : held.Where(w => w.Answer == strictest).Select(w => new WindowState(w, w.Answer)));
            }
        }

        return [.. states.Distinct().OrderBy(s => s.Row?.Name.Value, StringComparer.Ordinal)];
    }

    /// <summary>What a window, or the absence of one, says in words.</summary>
    public static CalendarReason Say(WindowState state, CalendarSettings settings, CalendarQuery query) => state.Row is { } row
        ? new CalendarReason(row.Answer, $"windows.{row.Name}", $"{Word(row.Answer)} from {row.From} to {row.To} in {settings.Zone}: {row.Reason}")
        : new CalendarReason(state.Answer, $"otherwise.{query.Environment}", $"outside all windows of {query.Environment} the answer is {Word(state.Answer)}");

    /// <summary>Whether a local time is in a window. A window belongs to the day that it begins on, also after midnight.</summary>
    public static bool IsIn(WindowRow window, LocalDateTime local)
    {
        int minute = (local.Hour * 60) + local.Minute;
        bool wraps = window.From.Minutes > window.To.Minutes;
        if (minute >= window.From.Minutes && (wraps || minute < window.To.Minutes))
        {
            return BeginsOn(window, local.Date);
        }

        return wraps && minute < window.To.Minutes && BeginsOn(window, local.Date.PlusDays(-1));
    }

    /// <summary>The word of an answer, in messages.</summary>
    public static string Word(CalendarAnswer answer) => answer switch
    {
        CalendarAnswer.Allowed => "allowed",
        CalendarAnswer.ManualApproval => "manual approval",
        _ => "blocked",
    };

    private static bool BeginsOn(WindowRow window, LocalDate day)
    {
        DateOnly date = day.ToDateOnly();
        return (window.Days.IsEmpty || window.Days.Contains(date.DayOfWeek)) && (window.First is null || date >= window.First.Date) && (window.Last is null || date <= window.Last.Date);
    }
}
