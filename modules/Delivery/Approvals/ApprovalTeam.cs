using System.Collections.Immutable;

namespace Infra.Delivery.Approvals;

/// <summary>Some of the people, who have roles together.</summary>
/// <param name="Name">Its name, such as <c>platform</c>.</param>
/// <param name="People">Everybody in it, by name in ordinal order.</param>
public sealed record ApprovalTeam(string Name, ImmutableArray<string> People);
