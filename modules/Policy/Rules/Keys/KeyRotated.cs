using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Keys are rotated every 90 days.</summary>
internal sealed class KeyRotated : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "KMS001",
        Severity.Medium,
        "Keys are rotated every 90 days",
        "The more data one version encrypts, the more is lost with it.",
        "Set rotationPeriod to at most 7776000s.",
        [Control.Pci("3.7.4"), Control.Iso("A.8.24")]);

    protected override ImmutableArray<string> Types => [GcpTypes.CryptoKey];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        resource["purpose"].Text is null or "ENCRYPT_DECRYPT" ? [resource["rotationPeriod"].MustBeAtMost(7776000, "seconds (90 days)")] : [];
}
