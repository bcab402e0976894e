using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Namespaces enforce the restricted standard.</summary>
internal sealed class PodSecurity : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S001",
        Severity.Critical,
        "Namespaces enforce the restricted standard",
        "A pod that runs as root with the host's network is the node.",
        "Label the namespace pod-security.kubernetes.io/enforce: restricted.",
        [Control.CisGke("4.2.1"), Control.Pci("2.2.6"), Control.Iso("A.8.9")]);

    protected override ImmutableArray<string> Kinds => ["Namespace"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        [manifest["metadata.labels"].Entry("pod-security.kubernetes.io/enforce").MustBeOneOf("restricted")];
}
