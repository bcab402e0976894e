using System.Collections.Immutable;
using Infra.Policy.Judging;

namespace Infra.Policy.Compliance;

/// <summary>One thing to mend, in the order in which to do it: worst first, then by what mends most requirements.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Subjects">Where, in ordinal order.</param>
public sealed record RemediationStep(RuleInfo Rule, ImmutableArray<string> Subjects);
