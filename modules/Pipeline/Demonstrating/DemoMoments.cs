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
    /// <exception cref="InfraException">There is none, or the calendar has no data that far.</exception>
    public DateTimeOffset Open(DateTimeOffset from) => Find(from, t => IsOpen(t) && IsOpen(t + Room), "is open within business hours");

    /// <summary>The first moment from this one on, within business hours, at which a freeze blocks all but emergencies, and no window does.</summary>
    /// <exception cref="InfraException">There is none, or the calendar has no data that far.</exception>
    public DateTimeOffset Frozen(DateTimeOffset from) => Find(from, IsFrozen, "is frozen within business hours");

    /// <summary>A moment in the calendar's zone.</summary>
    public string Local(DateTimeOffset moment) => calendar.Local(Instant.FromDateTimeOffset(moment));

    private DateTimeOffset Find(DateTimeOffset from, Func<DateTimeOffset, bool> fits, string what)
    {
        DateTimeOffset last = from + TimeSpan.FromDays(MostDays);
        for (DateTimeOffset at = from; at < last; at = Later(at))
        {
            if (hours.Contains(at, at + Room) && fits(at))
            {
                return at;
            }
        }

        throw new InfraException(ErrorKind.Configuration, FormattableString.Invariant($"{CalendarSettings.Path} has no moment in the {MostDays} days from {Local(from)} at which {environment} {what}, and the demo needs one. Widen the calendar, or businessHours of stacks/delivery/approvals.yaml."));
    }

    private static DateTimeOffset Later(DateTimeOffset at)
    {
        DateTimeOffset next = at + Quarter;
        return new DateTimeOffset(next.UtcTicks - (next.UtcTicks % Quarter.Ticks), TimeSpan.Zero);
    }

    private bool IsOpen(DateTimeOffset at) => calendar.Answer(Query(at, ChangeClass.Major)) != CalendarAnswer.Blocked;

    private bool IsFrozen(DateTimeOffset at) =>
        calendar.On(environment, Instant.FromDateTimeOffset(at).InZone(calendar.Zone).Date).Level >= FreezeLevel.Extreme
        && calendar.Evaluate(Query(at, ChangeClass.CriticalFix)) is { Freeze: CalendarAnswer.Blocked, Window: not CalendarAnswer.Blocked };

    private CalendarQuery Query(DateTimeOffset at, ChangeClass change) => new(environment, Instant.FromDateTimeOffset(at), change);
}
