namespace Infra.Delivery.Gates;

/// <summary>Settings of <see cref="RollbackReady"/>.</summary>
public sealed record RollbackReadySettings
{
    /// <summary>How long ago the way back may have been rehearsed, days.</summary>
    public int MaxRehearsalAgeDays { get; init; } = 90;
}
