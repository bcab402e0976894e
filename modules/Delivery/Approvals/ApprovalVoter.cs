using System.Collections.Immutable;

namespace Infra.Delivery.Approvals;

/// <summary>A person whose approval counts, and the roles that it counts in.</summary>
/// <param name="Person">The name.</param>
/// <param name="Roles">The roles.</param>
internal sealed record ApprovalVoter(string Person, ImmutableArray<string> Roles);
