namespace Infra.Delivery.Approvals;

/// <summary>N people of a role.</summary>
/// <param name="Role">The role.</param>
/// <param name="Count">How many of its people, from 1.</param>
public sealed record ApprovalNeed(string Role, int Count);
