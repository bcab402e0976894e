using Infra.Delivery.Approvals;
using Infra.Delivery.Calendars;

namespace Infra.Pipeline.Gating;

/// <summary>What windows and freezes say, with what overrides them.</summary>
/// <param name="Query">What was asked.</param>
/// <param name="Verdict">The calendar's answer.</param>
/// <param name="Override">The override that opens it; null where there is none, or none is needed.</param>
public sealed record FreezeFinding(CalendarQuery Query, CalendarVerdict Verdict, FreezeOverride? Override)
{
    /// <summary>The answer, with the override.</summary>
    public CalendarAnswer Answer => Override is null ? Verdict.Answer : CalendarAnswer.Allowed;
}
