using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Argo CD has no shared administrator.</summary>
internal sealed class AdminOff : ChartRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO013",
        Severity.Critical,
        "Argo CD has no shared administrator",
        "A password that several know is nobody's: no record says who used it.",
        "Set configs.cm admin.enabled to false; people sign in through the company.",
        [Control.Pci("8.2.2"), Control.Iso("A.5.16")]);

    protected override string Chart => Charts.ArgoCd;

    protected override IEnumerable<Check> Checks(Field values, PolicyInput input) =>
        [values.At("configs.cm").Entry("admin.enabled").MustBe(false)];
}
