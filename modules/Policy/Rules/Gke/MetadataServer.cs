using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Pods cannot read the metadata of their node.</summary>
internal sealed class MetadataServer : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE006",
        Severity.High,
        "Pods cannot read the metadata of their node",
        "The metadata of Compute Engine hands out the token of the node to whoever asks.",
        "Set nodeConfig.workloadMetadataConfig.mode to GKE_METADATA.",
        [Control.CisGke("5.4.2"), Control.Pci("2.2.6"), Control.Iso("A.8.9")]);

    protected override ImmutableArray<string> Types => [GcpTypes.NodePool];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["nodeConfig.workloadMetadataConfig.mode"].MustBeOneOf("GKE_METADATA")];
}
