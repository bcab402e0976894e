namespace Infra.Delivery.Gates;

/// <summary>Settings of <see cref="PolicyClean"/>.</summary>
public sealed record PolicyCleanSettings
{
    /// <summary>Whether an emergency is judged by critical rules alone.</summary>
    public bool EmergencyCriticalOnly { get; init; } = true;
}
