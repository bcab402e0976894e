using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Every project has a budget that warns.</summary>
internal sealed class BudgetForEachProject : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "COST003",
        Severity.Medium,
        "Every project has a budget that warns",
        "A mistake of one night costs a month's budget before anybody looks.",
        "Declare a budget with a threshold of at most 80 %.",
        [Control.Iso("A.8.6")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Budget];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [Check.If(resource["thresholdRules"], f => f.Items.Any(t => t.At("thresholdPercent").Number <= 0.8), "it must have a threshold of at most 0.8")];
}
