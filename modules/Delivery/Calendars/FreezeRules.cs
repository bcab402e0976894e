using System.Collections.Immutable;
using System.Globalization;
using Infra.Model.Values;
using NodaTime;

namespace Infra.Delivery.Calendars;

/// <summary>The dated freezes: their own days, the phases before them, and full freezes before sales.</summary>
internal sealed class FreezeRules
{
    private const int DaysPerWeek = 7;

    private readonly ImmutableArray<FreezePhase> phases;
    private readonly ImmutableArray<(FreezeRow Row, DateOnly First, DateOnly Last, DateOnly Reach, Instant Opens)> rows;

    /// <summary>The freezes of a calendar.</summary>
    public FreezeRules(CalendarSettings settings, DateTimeZone zone)
    {
        phases = settings.Phases;
        rows = [.. settings.Freezes.Select(f => (f, f.First.Date, f.End, f.Reach, LocalTimes.Start(zone, LocalDate.FromDateOnly(f.First.Date))))];
    }

    /// <summary>The freezes that hold for something of a query at a moment, in ordinal order.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="at">The moment.</param>
    /// <param name="day">Its day in the calendar's zone.</param>
    public IEnumerable<FreezeState> At(CalendarQuery query, Instant at, LocalDate day)
    {
        DateOnly date = day.ToDateOnly();
        foreach ((FreezeRow row, DateOnly first, DateOnly last, DateOnly reach, Instant opens) in rows)
        {
            // A day of room, because hours before a first day may reach over a change of the clock.
            if (date < reach.AddDays(-1) || date > last || !ScopeMatch.Touches(row.Scope, query))
            {
                continue;
            }

            if (at < opens && at >= opens - Duration.FromHours(row.FullFreezeHours))
            {
                yield return new FreezeState(row, FreezeLevel.Full, string.Create(CultureInfo.InvariantCulture, $"the {row.FullFreezeHours} hours of full freeze before {row.First}"));
            }
            else if (date >= first)
            {
                yield return new FreezeState(row, row.Level, row.First == row.Last ? $"{row.First}" : $"{row.First} to {row.Last}");
            }
            else if (PhaseOn(row, date) is { } phase)
            {
                yield return new FreezeState(row, phase.Level, string.Create(CultureInfo.InvariantCulture, $"{phase.Weeks} {(phase.Weeks == 1 ? "week" : "weeks")} or less before {row.First}"));
            }
        }
    }

    /// <summary>The strictest level on a day, and the freezes that reach it.</summary>
    public (FreezeLevel? Level, ImmutableArray<FreezeRow> Rows) On(StackName? environment, LocalDate day)
    {
        DateOnly date = day.ToDateOnly();
        (FreezeRow Row, FreezeLevel Level)[] held =
        [
            .. rows.Where(r => environment is null || r.Row.Scope.Environments.Contains(environment)).Select(r => (r.Row, LevelOn(r.Row, date))).Where(r => r.Item2 is not null).Select(r => (r.Row, r.Item2!.Value)),
        ];
        return held.Length == 0 ? (null, []) : (held.Max(h => h.Level), [.. held.Select(h => h.Row)]);
    }

    /// <summary>The largest class that a level allows; null for none.</summary>
    public ChangeClass? Largest(FreezeLevel level) => level == FreezeLevel.Full ? null : phases[(int)level].Largest;

    /// <summary>What a freeze says to a change of a class.</summary>
    public string Say(FreezeState state, ChangeClass asked)
    {
        string allows = Largest(state.Level) switch
        {
            null => "nothing is allowed",
            ChangeClass.Major => "every class is allowed",
            ChangeClass.Emergency => "emergencies only",
            { } most => $"{ChangeClassName.Of(most)} at most",
        };
        return $"level {state.Level.ToString().ToLowerInvariant()} in {state.Stage}, {allows}, and the class is {ChangeClassName.Of(asked)}: {state.Row.Reason}";
    }

    private FreezeLevel? LevelOn(FreezeRow row, DateOnly date)
    {
        if (date > row.End)
        {
            return null;
        }

        if (date >= row.First.Date)
        {
            return row.Level;
        }

        return date >= row.First.Date.AddDays(-((row.FullFreezeHours + 23) / 24)) ? FreezeLevel.Full : PhaseOn(row, date)?.Level;
    }

    // The last phase that has begun; what begins before the preparation does is not there.
    private FreezePhase? PhaseOn(FreezeRow row, DateOnly date)
    {
        int days = row.First.Date.DayNumber - date.DayNumber;
        return days > DaysPerWeek * row.PreparationWeeks ? null : phases.LastOrDefault(p => days <= DaysPerWeek * p.Weeks);
    }
}
