using NodaTime;
using NodaTime.TimeZones;

namespace Infra.Delivery.Calendars;

/// <summary>Local times as instants, where clocks are moved.</summary>
internal static class LocalTimes
{
    private static readonly ZoneLocalMappingResolver Resolver = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>When a day begins: at the first of two midnights, and where the clock leaps over midnight, or over the whole day, when it leaps.</summary>
    public static Instant Start(DateTimeZone zone, LocalDate day) => zone.ResolveLocal(day.AtMidnight(), Resolver).ToInstant();

    /// <summary>Every instant at which the clocks show a time: none, one or two.</summary>
    public static IEnumerable<Instant> All(DateTimeZone zone, LocalDateTime local)
    {
        ZoneLocalMapping mapping = zone.MapLocal(local);
        if (mapping.Count > 0)
        {
            yield return mapping.First().ToInstant();
        }

        if (mapping.Count > 1)
        {
            yield return mapping.Last().ToInstant();
        }
    }
}
