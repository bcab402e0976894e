using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>What leaves through the NAT is recorded.</summary>
internal sealed class NatLogs : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "NET007",
        Severity.Low,
        "What leaves through the NAT is recorded",
        "Partners report an address and a time; without the log nobody knows which node it was.",
        "Set logConfig.enable to true and filter to ALL or TRANSLATIONS_ONLY.",
        [Control.Pci("10.2.1"), Control.Iso("A.8.15")]);

    protected override ImmutableArray<string> Types => [GcpTypes.RouterNat];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["logConfig.enable"].MustBe(true), resource["logConfig.filter"].MustBeOneOf("ALL", "TRANSLATIONS_ONLY")];
}
