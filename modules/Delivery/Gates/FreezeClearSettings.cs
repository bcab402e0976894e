namespace Infra.Delivery.Gates;

/// <summary>Settings of <see cref="FreezeClear"/>.</summary>
public sealed record FreezeClearSettings
{
    /// <summary>Whether enough approvals open it where the calendar leaves it to people. A row that blocks stays closed all the same.</summary>
    public bool ApprovalsOpen { get; init; } = true;
}
