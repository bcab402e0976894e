using Infra.Delivery.Audit;

namespace Infra.Delivery.Approvals;

/// <summary>Where a record of approvals stands, which its signature covers: it counts in no other repository and at no other place.</summary>
/// <param name="Repository">The number of the repository at GitHub.</param>
/// <param name="Sequence">The place, from 0 without gaps.</param>
/// <param name="Previous">The hash of the line before; 64 zeros before the first.</param>
/// <param name="Audit">The last audit record when it was given: an audit record that does not reach it was cut.</param>
public sealed record ApprovalPlace(string Repository, long Sequence, string Previous, AuditAnchor Audit);
