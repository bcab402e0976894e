using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Cost is known by namespace.</summary>
internal sealed class CostAllocation : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "COST001",
        Severity.Low,
        "Cost is known by namespace",
        "Without it the bill of a cluster cannot be divided among tenants.",
        "Set costManagementConfig.enabled to true.",
        [Control.Iso("A.5.9")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["costManagementConfig.enabled"].MustBe(true)];
}
