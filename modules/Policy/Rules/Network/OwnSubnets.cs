using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Networks have only subnets that we made.</summary>
internal sealed class OwnSubnets : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "NET001",
        Severity.High,
        "Networks have only subnets that we made",
        "An automatic network has a subnet and open rules in every region of the world.",
        "Set autoCreateSubnetworks to false on networks, and autoCreateNetwork to false on projects.",
        [Control.CisGke("5.6.2"), Control.Pci("1.2.5"), Control.Iso("A.8.22"), Control.Rbi("data localisation")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Network, GcpTypes.Project];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource[resource.Kind == GcpTypes.Network ? "autoCreateSubnetworks" : "autoCreateNetwork"].MustBe(false)];
}
