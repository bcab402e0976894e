using Infra.Delivery.Approvals;
using Infra.Delivery.Calendars;
using Infra.Model.Errors;
using Infra.Model.Values;
using NodaTime;

namespace Infra.Pipeline.Demonstrating;

/// <summary>Finds moments in the company's own calendar that the demo's clock is moved on to.</summary>
/// <param name="calendar">The calendar.</param>
/// <param name="hours">When people are at work.</param>
/// <param name="environment">The environment that is to be changed then.</param>
public sealed class DemoMoments(ReleaseCalendar calendar, BusinessHours hours, StackName environment)
{
    private const int MostDays = 400;

    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    // What is done at a moment takes less.
    private static readonly TimeSpan Room = TimeSpan.FromMinutes(30);

    /// <summary>The first moment from this one on, within business hours, at which nothing in the calendar blocks.</summary>
    /// <exception cref="InfraException">There is none within the years of the calendar.</exception>
    public DateTimeOffset Open(DateTimeOffset from) => Find(from, t => IsOpen(t) && IsOpen(t + Room)) ?? throw None(from, "is open within business hours");

    /// <summary>
    /// The first moment from this one on, within business hours, at which a freeze blocks a major change, and no window does: on a day of a freeze itself,
    /// or where each is on a day without business in the weeks before one.
    /// </summary>
    /// <exception cref="InfraException">There is none within the years of the calendar.</exception>
    public DateTimeOffset Frozen(DateTimeOffset from) => Find(from, t => IsOfFreeze(t) && IsFrozen(t)) ?? Find(from, IsFrozen) ?? throw None(from, "is frozen within business hours");

    /// <summary>A moment in the calendar's zone.</summary>
    public string Local(DateTimeOffset moment) => calendar.Local(Instant.FromDateTimeOffset(moment));

    private DateTimeOffset? Find(DateTimeOffset from, Func<DateTimeOffset, bool> fits)
    {
        DateTimeOffset last = from + TimeSpan.FromDays(MostDays);
        for (DateTimeOffset at = from; at < last && IsKnown(at); at = Later(at))
        {
            if (hours.Contains(at, at + Room) && fits(at))
            {
                return at;
            }
        }

        return null;
    }

    private InfraException None(DateTimeOffset from, string what) => new(
        ErrorKind.Configuration,
        FormattableString.Invariant($"{CalendarSettings.Path} has no moment in the {MostDays} days from {Local(from)} at which {environment} {what}, and the demo needs one. Widen the calendar, or businessHours of stacks/delivery/approvals.yaml."));

    // What follows the last year of the calendar is not looked at.
    private bool IsKnown(DateTimeOffset at) => calendar.Settings.Years.Contains(Instant.FromDateTimeOffset(at).InZone(calendar.Zone).Year);

    private static DateTimeOffset Later(DateTimeOffset at)
    {
        DateTimeOffset next = at + Quarter;
        return new DateTimeOffset(next.UtcTicks - (next.UtcTicks % Quarter.Ticks), TimeSpan.Zero);
    }

    private bool IsOpen(DateTimeOffset at) => calendar.Answer(Query(at, ChangeClass.Major)) != CalendarAnswer.Blocked;

    private bool IsOfFreeze(DateTimeOffset at)
    {
        LocalDate day = Instant.FromDateTimeOffset(at).InZone(calendar.Zone).Date;
        return calendar.On(environment, day).Rows.Any(r => LocalDate.FromDateOnly(r.First.Date) <= day && day <= LocalDate.FromDateOnly(r.Last.Date));
    }

    private bool IsFrozen(DateTimeOffset at)
    {
        CalendarQuery query = Query(at, ChangeClass.Major);
        return calendar.Answer(query) == CalendarAnswer.Blocked && calendar.Evaluate(query) is { Freeze: CalendarAnswer.Blocked, Window: not CalendarAnswer.Blocked };
    }

    private CalendarQuery Query(DateTimeOffset at, ChangeClass change) => new(environment, Instant.FromDateTimeOffset(at), change);
}
