namespace Infra.Delivery.Calendars;

/// <summary>A freeze at one moment.</summary>
/// <param name="Row">The freeze.</param>
/// <param name="Level">How strict it is then.</param>
/// <param name="Stage">Where it is then, in words: its days, a phase, or its full freeze.</param>
internal sealed record FreezeState(FreezeRow Row, FreezeLevel Level, string Stage);
