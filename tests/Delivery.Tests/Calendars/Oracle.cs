using Infra.Delivery.Calendars;
using NodaTime;

namespace Infra.Delivery.Tests.Calendars;

/// <summary>The rules of docs/calendar.md once more, slowly and simply: no search, no shortcuts, one service and region at a time.</summary>
internal sealed class Oracle(CalendarSettings settings)
{
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[settings.Zone.Value];

    // Null stands for whatever no row names.
    private readonly List<string?> everyTag = [null, .. Scopes(settings).SelectMany(s => s.Tags).Select(t => t.Value).Distinct()];
    private readonly List<string?> everyRegion = [null, .. Scopes(settings).SelectMany(s => s.Regions).Select(r => r.Value).Distinct()];

    public CalendarAnswer Answer(CalendarQuery query)
    {
        List<string?> tags = query.Tags.IsEmpty ? everyTag : [.. query.Tags.Select(t => t.Value)];
        List<string?> regions = query.Regions.IsEmpty ? everyRegion : [.. query.Regions.Select(r => r.Value)];
        CalendarAnswer worst = CalendarAnswer.Allowed;
        foreach (string? tag in tags)
        {
            foreach (string? region in regions)
            {
                CalendarAnswer one = One(query, tag, region);
                worst = one > worst ? one : worst;
            }
        }

        return worst;
    }

    private static IEnumerable<CalendarScope> Scopes(CalendarSettings settings) => settings.Windows.Select(w => w.Scope).Concat(settings.Freezes.Select(f => f.Scope));

    private CalendarAnswer One(CalendarQuery query, string? tag, string? region)
    {
        ZonedDateTime local = query.At.InZone(zone);
        if (settings.Freezes.Any(f => Holds(f.Scope, query, tag, region) && Forbids(f, query, local)))
        {
            return CalendarAnswer.Blocked;
        }

        List<CalendarAnswer> windows = [.. settings.Windows.Where(w => Holds(w.Scope, query, tag, region) && Contains(w, local)).Select(w => w.Answer)];
        return windows.Count == 0 ? settings.Otherwise[query.Environment.Value] : windows.Max();
    }

    private static bool Holds(CalendarScope scope, CalendarQuery query, string? tag, string? region) =>
        scope.Environments.Any(e => e == query.Environment)
        && (scope.Tags.IsEmpty || scope.Tags.Any(t => t.Value == tag))
        && (scope.Regions.IsEmpty || scope.Regions.Any(r => r.Value == region));

    // Yesterday's window may still be open: it is then the 1440th minute and more of its day.
    private static bool Contains(WindowRow window, ZonedDateTime local)
    {
        for (int back = 0; back <= 1; back++)
        {
            DateTime begins = new DateTime(local.Year, local.Month, local.Day, 0, 0, 0, DateTimeKind.Unspecified).AddDays(-back);
            int minute = (local.Hour * 60) + local.Minute + (1440 * back);
            int end = window.To.Minutes > window.From.Minutes ? window.To.Minutes : window.To.Minutes + 1440;
            bool day = window.Days.IsEmpty || window.Days.Any(d => d == begins.DayOfWeek);
            bool dated = (window.First is null || begins >= window.First.Date.ToDateTime(TimeOnly.MinValue)) && (window.Last is null || begins <= window.Last.Date.ToDateTime(TimeOnly.MinValue));
            if (day && dated && minute >= window.From.Minutes && minute < end)
            {
                return true;
            }
        }

        return false;
    }

    private bool Forbids(FreezeRow freeze, CalendarQuery query, ZonedDateTime local)
    {
        LocalDate first = LocalDate.FromDateOnly(freeze.First.Date);
        LocalDate last = LocalDate.FromDateOnly(freeze.Last.Date).PlusDays(freeze.IsMoonSighted ? 1 : 0);
        int days = Period.DaysBetween(local.Date, first);
        if (local.Date >= first)
        {
            return local.Date <= last && (freeze.Level == FreezeLevel.Full || query.Class > settings.Phases[(int)freeze.Level].Largest);
        }

        // The first day is less than these hours away when their end is on it or after it.
        if (freeze.FullFreezeHours > 0 && (query.At + Duration.FromHours(freeze.FullFreezeHours)).InZone(zone).Date >= first)
        {
            return true;
        }

        return days <= 7 * freeze.PreparationWeeks && settings.Phases.Any(p => days <= 7 * p.Weeks && query.Class > p.Largest);
    }
}
