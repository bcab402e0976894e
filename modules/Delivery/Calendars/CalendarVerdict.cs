using System.Collections.Immutable;
using NodaTime;

namespace Infra.Delivery.Calendars;

/// <summary>What the calendar answers.</summary>
/// <param name="Window">What the windows say.</param>
/// <param name="Freeze">What the freezes say.</param>
/// <param name="Level">The strictest level of a freeze that holds; <see cref="FreezeLevel.None"/> where none does.</param>
/// <param name="Largest">The largest class of change that the freezes allow; null where they allow none at all.</param>
/// <param name="Reasons">The rows that say the answer: freezes first, each in ordinal order; never empty.</param>
/// <param name="Until">When the answer becomes another; null where it does not within the years of the calendar.</param>
/// <param name="NextOpening">When it is next allowed without approval; null where it is now, or never within the years of the calendar.</param>
public sealed record CalendarVerdict(
    CalendarAnswer Window, CalendarAnswer Freeze, FreezeLevel Level, ChangeClass? Largest, ImmutableArray<CalendarReason> Reasons, Instant? Until, Instant? NextOpening)
{
    /// <summary>The answer: the stricter of windows and freezes.</summary>
    public CalendarAnswer Answer => Window > Freeze ? Window : Freeze;
}
