namespace Infra.Delivery.Audit;

/// <summary>An approval that an audit record names.</summary>
/// <param name="Approver">Who; as the proof names them.</param>
/// <param name="ApprovalType">The role that it was given in, such as <c>security_team</c>.</param>
/// <param name="Timestamp">When, UTC, whole seconds; before the deployment.</param>
public sealed record AuditApproval(string Approver, string ApprovalType, DateTimeOffset Timestamp);
