using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Pods have addresses of the network.</summary>
internal sealed class VpcNative : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE015",
        Severity.Medium,
        "Pods have addresses of the network",
        "With routes instead of alias addresses, firewalls cannot tell pods from nodes.",
        "Set networkingMode to VPC_NATIVE and name the secondary ranges in ipAllocationPolicy.",
        [Control.CisGke("5.6.2"), Control.Iso("A.8.20")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["networkingMode"].MustBeOneOf("VPC_NATIVE"), resource["ipAllocationPolicy"].MustBeSet()];
}
