using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Keys of production are in hardware.</summary>
internal sealed class KeyInHardware : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "KMS003",
        Severity.Medium,
        "Keys of production are in hardware",
        "A key in software can be copied by whoever owns the machine.",
        "Set versionTemplate.protectionLevel to HSM.",
        [Control.Pci("3.6.1"), Control.Iso("A.8.24"), Control.Rbi("key management")]);

    protected override ImmutableArray<string> Types => [GcpTypes.CryptoKey];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        input.Environment.IsProduction ? [resource["versionTemplate.protectionLevel"].MustBeOneOf("HSM", "EXTERNAL", "EXTERNAL_VPC")] : [];
}
