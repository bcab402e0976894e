using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A key that was destroyed by mistake can be had again.</summary>
internal sealed class KeyDestroyedLater : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "KMS002",
        Severity.High,
        "A key that was destroyed by mistake can be had again",
        "With the key all that it encrypted is gone.",
        "Set destroyScheduledDuration to at least 2592000s (30 days).",
        [Control.Pci("3.7.5"), Control.Iso("A.8.24")]);

    protected override ImmutableArray<string> Types => [GcpTypes.CryptoKey];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["destroyScheduledDuration"].MustBeAtLeast(2592000, "seconds (30 days)")];
}
