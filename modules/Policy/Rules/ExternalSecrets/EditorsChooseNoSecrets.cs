using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Who may edit a namespace does not choose its secrets.</summary>
internal sealed class EditorsChooseNoSecrets : ChartRule
{
    public override RuleInfo Info { get; } = new(
        "ESO012",
        Severity.High,
        "Who may edit a namespace does not choose its secrets",
        "Whoever writes an ExternalSecret reads what it names.",
        "Set rbac.aggregateToEdit and rbac.aggregateToAdmin to false.",
        [Control.Pci("7.2.2"), Control.Iso("A.8.3")]);

    protected override string Chart => Charts.ExternalSecrets;

    protected override IEnumerable<Check> Checks(Field values, PolicyInput input) =>
    [
        values.At("rbac.aggregateToEdit").MustBe(false),
        values.At("rbac.aggregateToAdmin").MustBe(false),
    ];
}
