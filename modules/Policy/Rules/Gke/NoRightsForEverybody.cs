using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>No role can be bound to everybody.</summary>
internal sealed class NoRightsForEverybody : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE028",
        Severity.Critical,
        "No role can be bound to everybody",
        "system:authenticated is everybody with a Google account, not everybody of the company.",
        "Set both rbacBindingConfig.enableInsecureBindingSystem… to false.",
        [Control.CisGke("4.1.8"), Control.Pci("7.2.1"), Control.Iso("A.5.15")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["rbacBindingConfig.enableInsecureBindingSystemAuthenticated"].MustBe(false), resource["rbacBindingConfig.enableInsecureBindingSystemUnauthenticated"].MustBe(false)];
}
