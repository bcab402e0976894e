using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Nobody opens a shell in a pod through Argo CD.</summary>
internal sealed class TerminalOff : ChartRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO015",
        Severity.High,
        "Nobody opens a shell in a pod through Argo CD",
        "A shell changes what Git says without a trace in Git.",
        "Set configs.cm exec.enabled to false.",
        [Control.Pci("7.2.5"), Control.Iso("A.8.18")]);

    protected override string Chart => Charts.ArgoCd;

    protected override IEnumerable<Check> Checks(Field values, PolicyInput input) =>
        [values.At("configs.cm").Entry("exec.enabled").MustBe(false)];
}
