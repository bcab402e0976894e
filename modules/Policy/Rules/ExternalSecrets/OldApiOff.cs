using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>The old API of External Secrets is not served.</summary>
internal sealed class OldApiOff : ChartRule
{
    public override RuleInfo Info { get; } = new(
        "ESO015",
        Severity.Medium,
        "The old API of External Secrets is not served",
        "v1beta1 accepts what the checks of v1 refuse.",
        "Set crds.unsafeServeV1Beta1 to false.",
        [Control.Pci("6.3.3"), Control.Iso("A.8.9")]);

    protected override string Chart => Charts.ExternalSecrets;

    protected override IEnumerable<Check> Checks(Field values, PolicyInput input) =>
        [values.At("crds.unsafeServeV1Beta1").MustBe(false)];
}
