using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Whoever is in no group may do nothing in Argo CD.</summary>
internal sealed class DefaultRoleEmpty : ChartRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO016",
        Severity.Critical,
        "Whoever is in no group may do nothing in Argo CD",
        "A default role gives rights to everybody who can sign in.",
        "Leave configs.rbac policy.default empty.",
        [Control.Pci("7.2.3"), Control.Iso("A.5.15")]);

    protected override string Chart => Charts.ArgoCd;

    protected override IEnumerable<Check> Checks(Field values, PolicyInput input) =>
        [values.At("configs.rbac").Entry("policy.default").MustNotBeSet("everybody who signs in would have that role")];
}
