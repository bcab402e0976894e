using System.Collections.Immutable;
using System.Globalization;
using Infra.Model.Errors;
using Infra.Model.Values;
using NodaTime;

namespace Infra.Delivery.Calendars;

/// <summary>Answers whether something may begin at a moment. Pure: the moment comes in, and the zone rules are those of NodaTime's tz database.</summary>
public sealed class ReleaseCalendar
{
    private readonly CalendarSettings settings;
    private readonly DateTimeZone zone;
    private readonly FreezeRules freezes;
    private readonly Boundaries boundaries;

    /// <summary>A calendar.</summary>
    /// <param name="settings">What <c>stacks/delivery/calendar.yaml</c> says.</param>
    public ReleaseCalendar(CalendarSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = settings;
        zone = DateTimeZoneProviders.Tzdb[settings.Zone.Value];
        freezes = new FreezeRules(settings, zone);
        boundaries = new Boundaries(settings, zone);
    }

    /// <summary>What it was made from.</summary>
    public CalendarSettings Settings => settings;

    /// <summary>The names of the zones that a calendar may be in.</summary>
    public static IReadOnlyCollection<string> Zones => DateTimeZoneProviders.Tzdb.Ids;

    /// <summary>The zone of the calendar.</summary>
    public DateTimeZone Zone => zone;

    /// <summary>The calendar's answer, with the rows that say it and when it changes.</summary>
    /// <exception cref="InfraException">The moment is in a year without data, or the environment has no entry (<see cref="ErrorKind.Configuration"/>).</exception>
    public CalendarVerdict Evaluate(CalendarQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        CheckData(query);
        Judgement now = Judge(query, query.At);
        (Instant? until, Instant? opening) = Search(query, now.Answer);
        FreezeLevel level = now.Frozen.Select(f => f.Level).DefaultIfEmpty(FreezeLevel.None).Max();
        return new CalendarVerdict(now.Window, now.Freeze, level, Largest(now), Reasons(query, now), until, opening);
    }

    /// <summary>The answer alone, without the search for when it changes.</summary>
    /// <exception cref="InfraException">As <see cref="Evaluate"/>.</exception>
    public CalendarAnswer Answer(CalendarQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        CheckData(query);
        return Judge(query, query.At).Answer;
    }

    /// <summary>The strictest level that a freeze has on a day for any service and region of an environment, with the freezes that say it.</summary>
    /// <param name="environment">The environment; null for any.</param>
    /// <param name="day">The day, in the calendar's zone.</param>
    public (FreezeLevel? Level, ImmutableArray<FreezeRow> Rows) On(StackName? environment, LocalDate day) => freezes.On(environment, day);

    private (Instant? Until, Instant? Opening) Search(CalendarQuery query, CalendarAnswer now)
    {
        Instant? until = null;
        foreach (Instant moment in boundaries.After(query.At))
        {
            CalendarAnswer then = Judge(query, moment).Answer;
            until ??= then == now ? null : moment;
            if (until is not null && (now == CalendarAnswer.Allowed || then == CalendarAnswer.Allowed))
            {
                return (until, then == CalendarAnswer.Allowed ? moment : null);
            }
        }

        return (until, null);
    }

    // A change for several services or regions is as strict as the strictest of them; one that names none may touch any.
    private Judgement Judge(CalendarQuery query, Instant at)
    {
        LocalDateTime local = at.InZone(zone).LocalDateTime;
        ImmutableArray<FreezeState> frozen = [.. freezes.At(query, at, local.Date)];
        ImmutableArray<WindowState> timed = WindowRules.At(settings, query, local);
        return new Judgement(timed.Max(w => w.Answer), frozen.Any(f => Forbids(f, query)) ? CalendarAnswer.Blocked : CalendarAnswer.Allowed, frozen, timed);
    }

    private ImmutableArray<CalendarReason> Reasons(CalendarQuery query, Judgement now) =>
    [
        .. now.Frozen.Select(f => new CalendarReason(Forbids(f, query) ? CalendarAnswer.Blocked : CalendarAnswer.Allowed, $"freezes.{f.Row.Name}", freezes.Say(f, query.Class)))
            .Concat(now.Timed.Select(w => WindowRules.Say(w, settings, query)))
            .Where(r => r.Answer == now.Answer),
    ];

    private ChangeClass? Largest(Judgement now) =>
        now.Frozen.Aggregate((ChangeClass?)ChangeClass.Major, (most, f) => most is { } one && freezes.Largest(f.Level) is { } other ? (ChangeClass)Math.Min((int)one, (int)other) : null);

    private bool Forbids(FreezeState freeze, CalendarQuery query) => !(freezes.Largest(freeze.Level) >= query.Class);

    private void CheckData(CalendarQuery query)
    {
        int year = query.At.InZone(zone).Year;
        if (!settings.Years.Contains(year))
        {
            throw new InfraException(
                ErrorKind.Configuration,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{CalendarSettings.Path} is written for {string.Join(", ", settings.Years)}, and {Local(query.At)} is in {year}. A year without freezes is not an open year: write its freezes with their source, and add it to years."));
        }

        if (!settings.Otherwise.ContainsKey(query.Environment.Value))
        {
            throw new InfraException(
                ErrorKind.Configuration, $"{CalendarSettings.Path} says nothing of {query.Environment}: otherwise has {string.Join(", ", settings.Otherwise.Keys)}. Write what holds outside all windows of {query.Environment}.");
        }
    }

    /// <summary>A moment in the calendar's zone, to the minute, with its offset: 2026-11-21 10:00 +05:30.</summary>
    public string Local(Instant at) => at.InZone(zone).ToString("uuuu'-'MM'-'dd HH':'mm o<m>", CultureInfo.InvariantCulture);

    private sealed record Judgement(CalendarAnswer Window, CalendarAnswer Freeze, ImmutableArray<FreezeState> Frozen, ImmutableArray<WindowState> Timed)
    {
        public CalendarAnswer Answer => Window > Freeze ? Window : Freeze;
    }
}
