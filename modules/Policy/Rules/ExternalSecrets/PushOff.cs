using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>The operator cannot write to Secret Manager.</summary>
internal sealed class PushOff : ChartRule
{
    public override RuleInfo Info { get; } = new(
        "ESO009",
        Severity.High,
        "The operator cannot write to Secret Manager",
        "A cluster that writes secrets can replace those of others.",
        "Set crds.createPushSecret, crds.createClusterPushSecret, processPushSecret and processClusterPushSecret to false.",
        [Control.Pci("7.2.5"), Control.Iso("A.8.3")]);

    protected override string Chart => Charts.ExternalSecrets;

    protected override IEnumerable<Check> Checks(Field values, PolicyInput input) =>
    [
        values.At("processPushSecret").MustBe(false),
        values.At("processClusterPushSecret").MustBe(false),
        values.At("crds.createPushSecret").MustBe(false),
        values.At("crds.createClusterPushSecret").MustBe(false),
    ];
}
