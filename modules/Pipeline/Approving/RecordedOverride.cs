using Infra.Delivery.Approvals;
using Infra.Delivery.Calendars;

namespace Infra.Pipeline.Approving;

/// <summary>An override that is on the record now.</summary>
/// <param name="Override">What was recorded.</param>
/// <param name="ReviewDue">When its review is due.</param>
/// <param name="Calendar">The calendar, for times.</param>
public sealed record RecordedOverride(FreezeOverride Override, DateTimeOffset ReviewDue, ReleaseCalendar Calendar);
