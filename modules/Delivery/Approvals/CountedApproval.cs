using System.Collections.Immutable;

namespace Infra.Delivery.Approvals;

/// <summary>An approval and whether it counts.</summary>
/// <param name="Id">Its id in the ledger; for GitHub's the word for the kind.</param>
/// <param name="Person">Who; for somebody that approvals.yaml does not know, the GitHub id.</param>
/// <param name="Roles">The roles that it counts in.</param>
/// <param name="Kind">The proof.</param>
/// <param name="At">When.</param>
/// <param name="Refusal">Why it does not count; null when it does.</param>
public sealed record CountedApproval(string Id, string Person, ImmutableArray<string> Roles, ApprovalProofKind Kind, DateTimeOffset At, string? Refusal);
