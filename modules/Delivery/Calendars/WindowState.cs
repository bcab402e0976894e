namespace Infra.Delivery.Calendars;

/// <summary>What the windows say for some service and region at one moment.</summary>
/// <param name="Row">The window; null outside all of them.</param>
/// <param name="Answer">What it says.</param>
internal readonly record struct WindowState(WindowRow? Row, CalendarAnswer Answer);
