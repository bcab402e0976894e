using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;
using Infra.Settings.Stacks;

namespace Infra.Policy.Rules;

/// <summary>Images that no pattern allows are refused.</summary>
internal sealed class ImagesDenied : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE033",
        Severity.High,
        "Images that no pattern allows are refused",
        "A policy that only writes to the log admits every image.",
        "Set defaultAdmissionRule to ALWAYS_DENY or REQUIRE_ATTESTATION, enforced outside development.",
        [Control.CisGke("5.10.5"), Control.Pci("6.3.2"), Control.Iso("A.8.19")]);

    protected override ImmutableArray<string> Types => [GcpTypes.ImagePolicy];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input)
    {
        yield return resource["defaultAdmissionRule.evaluationMode"].MustBeOneOf("ALWAYS_DENY", "REQUIRE_ATTESTATION");
        if (input.Environment.Tier != Tier.Development)
        {
            yield return resource["defaultAdmissionRule.enforcementMode"].MustBeOneOf("ENFORCED_BLOCK_AND_AUDIT_LOG");
        }
    }
}
