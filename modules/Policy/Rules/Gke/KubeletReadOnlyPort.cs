using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Kubelets do not answer without a name.</summary>
internal sealed class KubeletReadOnlyPort : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE026",
        Severity.High,
        "Kubelets do not answer without a name",
        "The read-only port 10255 shows every pod and its environment to whoever reaches the node.",
        "Set kubeletConfig.insecureKubeletReadonlyPortEnabled to FALSE on pools.",
        [Control.CisGke("4.2.4"), Control.Pci("2.2.4"), Control.Iso("A.8.9")]);

    protected override ImmutableArray<string> Types => [GcpTypes.NodePool];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["nodeConfig.kubeletConfig.insecureKubeletReadonlyPortEnabled"].MustBeOneOf("FALSE", "false")];
}
