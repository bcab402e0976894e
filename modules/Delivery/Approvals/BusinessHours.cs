using System.Collections.Immutable;
using NodaTime;

namespace Infra.Delivery.Approvals;

/// <summary>When approvals that ask for business hours may be given.</summary>
/// <param name="Zone">The IANA name of the time zone, such as <c>Asia/Kolkata</c>; the rules of NodaTime's own database, not the machine's.</param>
/// <param name="From">The first moment of a day.</param>
/// <param name="Until">The first moment of the same day that does not count any more.</param>
/// <param name="Days">The weekdays.</param>
public sealed record BusinessHours(string Zone, TimeOnly From, TimeOnly Until, ImmutableArray<DayOfWeek> Days)
{
    /// <summary>Whether a moment is within them.</summary>
    public bool Contains(DateTimeOffset moment)
    {
        LocalDateTime local = Instant.FromDateTimeOffset(moment).InZone(DateTimeZoneProviders.Tzdb[Zone]).LocalDateTime;
        TimeOnly time = new(local.Hour, local.Minute, local.Second);
        return Days.Contains(local.DayOfWeek == IsoDayOfWeek.Sunday ? DayOfWeek.Sunday : (DayOfWeek)(int)local.DayOfWeek) && time >= From && time < Until;
    }

    /// <summary>Whether all moments from one to another are within those of one day.</summary>
    public bool Contains(DateTimeOffset first, DateTimeOffset last)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[Zone];
        return Contains(first) && Contains(last) && Instant.FromDateTimeOffset(first).InZone(zone).Date == Instant.FromDateTimeOffset(last).InZone(zone).Date;
    }

    /// <summary>The first moment from this one on that is within them.</summary>
    public DateTimeOffset Next(DateTimeOffset moment)
    {
        if (Contains(moment))
        {
            return moment;
        }

        DateTimeZone zone = DateTimeZoneProviders.Tzdb[Zone];
        LocalDate today = Instant.FromDateTimeOffset(moment).InZone(zone).Date;

        // At most a week of days without business, and today's hours may be over.
        for (int day = 0; day <= 8; day++)
        {
            LocalDateTime opening = today.PlusDays(day).At(new LocalTime(From.Hour, From.Minute));
            DateTimeOffset candidate = zone.AtLeniently(opening).ToDateTimeOffset().ToUniversalTime();
            if (candidate >= moment && Contains(candidate))
            {
                return candidate;
            }
        }

        throw new InvalidOperationException("Business hours without a day were not refused when they were read.");
    }
}
