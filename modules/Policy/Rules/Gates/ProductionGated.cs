using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Production is changed through its gates.</summary>
internal sealed class ProductionGated : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "GATE001",
        Severity.Critical,
        "Production is changed through its gates",
        "What is not asked before an apply is found out after it.",
        "Write planFresh, policyClean, approvalsMet, freezeClear and testsPassed for the environment in stacks/delivery/gates.yaml.",
        [Control.Pci("6.5.1"), Control.Rbi("change management"), Control.Iso("A.8.32")]);

    protected override ImmutableArray<string> Kinds => [StackFiles.Gates];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        input.Environment.ServesCustomers
            ? new[] { "planFresh", "policyClean", "approvalsMet", "freezeClear", "testsPassed" }.Select(gate => manifest["environments"].Entry(input.Environment.Name).At(gate).MustBeThere())
            : [];
}
