namespace Infra.Delivery.Gates;

/// <summary>Settings of <see cref="RiskWithin"/>.</summary>
public sealed record RiskWithinSettings
{
    /// <summary>The greatest score, 0 to 100.</summary>
    public int MaxScore { get; init; } = 90;
}
