using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Nodes have no addresses on the internet.</summary>
internal sealed class PrivateNodes : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE001",
        Severity.Critical,
        "Nodes have no addresses on the internet",
        "A node with a public address can be scanned and attacked from anywhere, and what it sends does not pass the NAT that partners know.",
        "Set privateClusterConfig.enablePrivateNodes on the cluster and networkConfig.enablePrivateNodes on each pool.",
        [Control.CisGke("5.6.5"), Control.Pci("1.4.2"), Control.Iso("A.8.20"), Control.Rbi("network segregation")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster, GcpTypes.NodePool];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource[resource.Kind == GcpTypes.Cluster ? "privateClusterConfig.enablePrivateNodes" : "networkConfig.enablePrivateNodes"].MustBe(true)];
}
