using System.Collections.Immutable;
using NodaTime;
using NodaTime.TimeZones;

namespace Infra.Delivery.Calendars;

/// <summary>The instants at which an answer can change: local times of windows, midnights, beginnings of full freezes, and moves of the clock.</summary>
internal sealed class Boundaries
{
    private const int StepDays = 7;

    private readonly DateTimeZone zone;
    private readonly ImmutableArray<LocalTime> times;
    private readonly ImmutableArray<Instant> fullFreezes;
    private readonly Instant end;

    /// <summary>The boundaries of a calendar.</summary>
    public Boundaries(CalendarSettings settings, DateTimeZone zone)
    {
        this.zone = zone;
        times =
        [
            .. settings.Windows.SelectMany(w => (int[])[w.From.Minutes, w.To.Minutes % 1440]).Append(0).Distinct().Order().Select(m => LocalTime.FromMinutesSinceMidnight(m)),
        ];
        fullFreezes = [.. settings.Freezes.Where(f => f.FullFreezeHours > 0).Select(f => LocalTimes.Start(zone, LocalDate.FromDateOnly(f.First.Date)) - Duration.FromHours(f.FullFreezeHours))];

        // Beyond its last year the calendar knows nothing.
        end = LocalTimes.Start(zone, new LocalDate(settings.Years[^1] + 1, 1, 1));
    }

    /// <summary>The boundaries after a moment and within the years of the calendar, in order.</summary>
    public IEnumerable<Instant> After(Instant moment)
    {
        for (Instant from = moment; from < end; from += Duration.FromDays(StepDays))
        {
            Instant to = Instant.Min(end, from + Duration.FromDays(StepDays));
            foreach (Instant boundary in Between(from, to))
            {
                yield return boundary;
            }
        }
    }

    // After the first and up to the second; a day of room on both sides, because offsets and their moves are less than a day or a whole one.
    private IEnumerable<Instant> Between(Instant from, Instant to)
    {
        LocalDate first = from.InZone(zone).Date.PlusDays(-2);
        int days = StepDays + 4;
        return Enumerable.Range(0, days).SelectMany(d => times.SelectMany(t => LocalTimes.All(zone, first.PlusDays(d) + t)))
            .Concat(fullFreezes)
            .Concat(zone.GetZoneIntervals(from, to).Where(i => i.HasStart).Select(i => i.Start))
            .Where(i => i > from && i <= to && i < end)
            .Distinct()
            .Order();
    }
}
