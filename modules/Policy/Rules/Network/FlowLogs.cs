using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>It is recorded who talked to whom.</summary>
internal sealed class FlowLogs : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "NET003",
        Severity.Medium,
        "It is recorded who talked to whom",
        "Without flow logs nobody can say what a stolen pod reached.",
        "Set logConfig on the subnetwork, with metadata.",
        [Control.CisGke("5.6.1"), Control.Pci("10.2.1"), Control.Iso("A.8.15"), Control.Rbi("audit trail")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Subnetwork];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [Check.If(resource["logConfig.flowSampling"], f => f.Number is > 0, "it must be above 0"), resource["logConfig.metadata"].MustBeOneOf("INCLUDE_ALL_METADATA")];
}
