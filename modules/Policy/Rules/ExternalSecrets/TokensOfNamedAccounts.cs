using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>The operator makes tokens of named accounts only.</summary>
internal sealed class TokensOfNamedAccounts : ChartRule
{
    public override RuleInfo Info { get; } = new(
        "ESO011",
        Severity.High,
        "The operator makes tokens of named accounts only",
        "With the right over all accounts it is every account.",
        "Set rbac.serviceAccountTokenCreate and systemAuthDelegator to false, and bind a Role for each account.",
        [Control.CisGke("4.1.6"), Control.Pci("7.2.5"), Control.Iso("A.8.2")]);

    protected override string Chart => Charts.ExternalSecrets;

    protected override IEnumerable<Check> Checks(Field values, PolicyInput input) =>
    [
        values.At("rbac.serviceAccountTokenCreate").MustBe(false),
        values.At("systemAuthDelegator").MustBe(false),
    ];
}
