namespace Infra.Delivery.Approvals;

/// <summary>One place that must be filled.</summary>
/// <param name="Role">The role; null for one that any role fills.</param>
/// <param name="Person">Who fills it; null while nobody does.</param>
public sealed record ApprovalSlot(string? Role, string? Person);
