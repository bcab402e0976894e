using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Network policies are enforced.</summary>
internal sealed class NetworkPoliciesEnforced : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE016",
        Severity.Critical,
        "Network policies are enforced",
        "Without a dataplane that enforces them, network policies are accepted and do nothing.",
        "Set datapathProvider to ADVANCED_DATAPATH (Dataplane V2), or networkPolicy.enabled to true.",
        [Control.CisGke("5.6.7"), Control.Pci("1.2.5"), Control.Iso("A.8.22")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input)
    {
        Check dataplane = resource["datapathProvider"].MustBeOneOf("ADVANCED_DATAPATH");
        yield return dataplane.Outcome != Outcome.Passed && resource["networkPolicy.enabled"].MustBe(true).Outcome == Outcome.Passed ? Check.Passed : dataplane;
    }
}
