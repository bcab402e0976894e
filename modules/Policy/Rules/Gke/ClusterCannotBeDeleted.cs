using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A protected cluster cannot be deleted by one call.</summary>
internal sealed class ClusterCannotBeDeleted : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE025",
        Severity.High,
        "A protected cluster cannot be deleted by one call",
        "One command would take every workload of a region away.",
        "Set deletionProtection to true; take it off in a change of its own.",
        [Control.Iso("A.8.14"), Control.Rbi("business continuity")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        input.Environment.Protected ? [resource["deletionProtection"].MustBe(true)] : [];
}
