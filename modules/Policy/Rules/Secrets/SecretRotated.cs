using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Secrets are rotated every 90 days.</summary>
internal sealed class SecretRotated : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "SEC002",
        Severity.Medium,
        "Secrets are rotated every 90 days",
        "A secret that never changes is stolen for ever.",
        "Set rotation.rotationPeriod to at most 7776000s and topics to a topic that starts the rotation.",
        [Control.Pci("8.6.3"), Control.Iso("A.5.17"), Control.Npci("credential rotation")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Secret];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["rotation.rotationPeriod"].MustBeAtMost(7776000, "seconds (90 days)"), resource["topics"].MustBeSet()];
}
