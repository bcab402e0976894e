namespace Infra.Delivery.Calendars;

/// <summary>One row that says the answer.</summary>
/// <param name="Answer">What it says.</param>
/// <param name="Row">The row by its path in the file, such as <c>freezes.diwali-2026</c>.</param>
/// <param name="Text">What it says and why, as a clause without a full stop.</param>
public sealed record CalendarReason(CalendarAnswer Answer, string Row, string Text);
