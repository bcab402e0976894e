using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Traffic inside a node is seen by the network.</summary>
internal sealed class IntranodeVisibility : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE017",
        Severity.Low,
        "Traffic inside a node is seen by the network",
        "Pods on one node otherwise talk past flow logs and firewalls.",
        "Set enableIntranodeVisibility to true.",
        [Control.CisGke("5.6.1"), Control.Iso("A.8.16")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["enableIntranodeVisibility"].MustBe(true)];
}
