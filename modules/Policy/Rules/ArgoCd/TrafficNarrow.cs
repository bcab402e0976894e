using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Network policies stand around Argo CD.</summary>
internal sealed class TrafficNarrow : ChartRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO017",
        Severity.High,
        "Network policies stand around Argo CD",
        "Whoever reaches Redis or the repository server rules what is deployed.",
        "Set global.networkPolicy.create and defaultDenyIngress to true.",
        [Control.CisGke("4.3.2"), Control.Pci("1.3.1"), Control.Iso("A.8.22")]);

    protected override string Chart => Charts.ArgoCd;

    protected override IEnumerable<Check> Checks(Field values, PolicyInput input) =>
    [
        values.At("global.networkPolicy.create").MustBe(true),
        values.At("global.networkPolicy.defaultDenyIngress").MustBe(true),
    ];
}
