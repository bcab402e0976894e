namespace Infra.Delivery.Gates;

/// <summary>Settings of <see cref="PlanFresh"/>.</summary>
public sealed record PlanFreshSettings
{
    /// <summary>The greatest age of an envelope, hours; its own expiry holds as well.</summary>
    public int MaxAgeHours { get; init; } = 24;
}
