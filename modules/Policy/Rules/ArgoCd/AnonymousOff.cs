using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Argo CD shows nothing to whoever has not signed in.</summary>
internal sealed class AnonymousOff : ChartRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO014",
        Severity.Critical,
        "Argo CD shows nothing to whoever has not signed in",
        "What runs where is a map for an attacker.",
        "Set configs.cm users.anonymous.enabled to false.",
        [Control.Pci("7.2.1"), Control.Iso("A.5.15")]);

    protected override string Chart => Charts.ArgoCd;

    protected override IEnumerable<Check> Checks(Field values, PolicyInput input) =>
        [values.At("configs.cm").Entry("users.anonymous.enabled").MustBe(false)];
}
