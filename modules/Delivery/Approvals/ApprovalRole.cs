using System.Collections.Immutable;

namespace Infra.Delivery.Approvals;

/// <summary>A role that approvals are given in.</summary>
/// <param name="Name">Its name, such as <c>security_team</c>.</param>
/// <param name="People">Everybody in it, those of its teams among them, by name in ordinal order.</param>
public sealed record ApprovalRole(string Name, ImmutableArray<string> People);
