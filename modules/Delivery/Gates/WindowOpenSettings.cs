namespace Infra.Delivery.Gates;

/// <summary>Settings of <see cref="WindowOpen"/>.</summary>
public sealed record WindowOpenSettings
{
    /// <summary>Whether enough approvals open it where the calendar leaves it to people. A row that blocks stays closed all the same.</summary>
    public bool ApprovalsOpen { get; init; } = true;
}
