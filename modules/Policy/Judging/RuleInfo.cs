using System.Collections.Immutable;

namespace Infra.Policy.Judging;

/// <summary>What is known of a rule without running it.</summary>
/// <param name="Id">Letters and three digits, <c>GKE001</c>. Never given to another rule, because waivers and audit records name it.</param>
/// <param name="Severity">How bad a violation is.</param>
/// <param name="Title">What is so where the rule holds, one sentence without a full stop.</param>
/// <param name="Rationale">What happens where it does not hold.</param>
/// <param name="Mend">What to change.</param>
/// <param name="Controls">The requirements that the rule proves, in the order in which they are shown.</param>
public sealed record RuleInfo(string Id, Severity Severity, string Title, string Rationale, string Mend, ImmutableArray<Control> Controls);
