using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Firewalls write down what they decide.</summary>
internal sealed class FirewallLogs : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "NET006",
        Severity.Low,
        "Firewalls write down what they decide",
        "Denied traffic is how an attack is noticed.",
        "Set logConfig.metadata to INCLUDE_ALL_METADATA.",
        [Control.Pci("10.2.1"), Control.Iso("A.8.15")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Firewall];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["logConfig.metadata"].MustBeOneOf("INCLUDE_ALL_METADATA", "EXCLUDE_ALL_METADATA")];
}
