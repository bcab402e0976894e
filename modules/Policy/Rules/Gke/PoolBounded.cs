using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A node pool cannot grow without end.</summary>
internal sealed class PoolBounded : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "COST002",
        Severity.Medium,
        "A node pool cannot grow without end",
        "A loop that asks for pods asks for nodes, and the bill follows.",
        "Set autoscaling.totalMaxNodeCount or maxNodeCount; fixed pools set nodeCount.",
        [Control.Iso("A.8.6")]);

    protected override ImmutableArray<string> Types => [GcpTypes.NodePool];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [Check.If(resource["autoscaling"], f => f.IsMissing ? resource["nodeCount"].Number is not null || resource["initialNodeCount"].Number is not null : (f.At("totalMaxNodeCount").Number ?? f.At("maxNodeCount").Number) is > 0, "it must have totalMaxNodeCount or maxNodeCount")];
}
