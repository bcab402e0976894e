namespace Infra.Delivery.Gates;

/// <summary>Settings of <see cref="ApprovalsMet"/>; who must approve stands in approvals.yaml.</summary>
public sealed record ApprovalsMetSettings
{
    /// <summary>The least number of people, whatever the rules of approvals.yaml say.</summary>
    public int Least { get; init; } = 1;
}
