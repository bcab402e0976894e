namespace Infra.Delivery.Gates;

/// <summary>What the calendar says of now: windows for WindowOpen, freezes for FreezeClear.</summary>
/// <param name="Allowed">Whether it allows to begin.</param>
/// <param name="ManualApproval">Whether it leaves it to a person: enough approvals open it then.</param>
/// <param name="Reason">Which row says so, and why, as a clause.</param>
/// <param name="NextOpening">When it next allows it, UTC; null where it does, or where that is not known.</param>
public sealed record CalendarFacts(bool Allowed, bool ManualApproval, string Reason, DateTimeOffset? NextOpening);
