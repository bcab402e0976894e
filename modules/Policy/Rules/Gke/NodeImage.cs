using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Nodes run Container-Optimized OS.</summary>
internal sealed class NodeImage : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE011",
        Severity.Medium,
        "Nodes run Container-Optimized OS",
        "Other images have more software in them than a node needs, and more to patch.",
        "Set nodeConfig.imageType to COS_CONTAINERD.",
        [Control.CisGke("5.5.1"), Control.Pci("2.2.4"), Control.Iso("A.8.9")]);

    protected override ImmutableArray<string> Types => [GcpTypes.NodePool];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["nodeConfig.imageType"].MustBeOneOf("COS_CONTAINERD", "cos_containerd")];
}
