using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A namespace that Argo CD makes enforces the restricted standard.</summary>
internal sealed class MadeNamespacesRestricted : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO028",
        Severity.Critical,
        "A namespace that Argo CD makes enforces the restricted standard",
        "K8S001 sees namespaces that files hold; one that a sync makes has the labels of its Application and no others.",
        "Set managedNamespaceMetadata.labels with pod-security.kubernetes.io/enforce: restricted.",
        [Control.CisGke("4.2.1"), Control.Pci("2.2.6"), Control.Iso("A.8.9")]);

    protected override ImmutableArray<string> Kinds => ["Application", "ApplicationSet"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        Field policy = manifest[manifest.Kind == "ApplicationSet" ? "spec.template.spec.syncPolicy" : "spec.syncPolicy"];
        return policy.At("syncOptions").IsUnknown || policy.At("syncOptions").Items.Any(o => o.IsUnknown || o.Text == "CreateNamespace=true")
            ? [policy.At("managedNamespaceMetadata.labels").Entry("pod-security.kubernetes.io/enforce").MustBeOneOf("restricted")]
            : [];
    }
}
