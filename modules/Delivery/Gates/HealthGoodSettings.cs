namespace Infra.Delivery.Gates;

/// <summary>Settings of <see cref="HealthGood"/>.</summary>
public sealed record HealthGoodSettings
{
    /// <summary>How long a measurement counts, minutes.</summary>
    public int MaxAgeMinutes { get; init; } = 15;

    /// <summary>The greatest share of failing requests, hundredths of a percent.</summary>
    public int MaxErrorBasisPoints { get; init; } = 500;

    /// <summary>The greatest 99th percentile of latency, milliseconds.</summary>
    public int MaxLatencyP99Ms { get; init; } = 2000;
}
