namespace Infra.Delivery.Gates;

/// <summary>The longest time for which an environment itself ran, before, what is sealed for it now.</summary>
/// <param name="From">The update that gave it, UTC; it succeeded.</param>
/// <param name="Until">The update that took it away, UTC, or the time now.</param>
public sealed record EarlierRun(DateTimeOffset From, DateTimeOffset Until);
