using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>No firewall rule is switched off.</summary>
internal sealed class FirewallOn : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "NET010",
        Severity.High,
        "No firewall rule is switched off",
        "A rule that is there but off is taken for protection.",
        "Set disabled to false, or delete the rule.",
        [Control.Pci("1.2.7"), Control.Iso("A.8.9")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Firewall];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["disabled"].MustNotBeTrue()];
}
