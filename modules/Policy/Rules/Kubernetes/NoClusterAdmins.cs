using System.Collections.Immutable;

namespace Infra.Policy;

/// <summary>Nobody is cluster-admin for good.</summary>
internal sealed class NoClusterAdmins : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S007",
        Severity.Critical,
        "Nobody is cluster-admin for good",
        "The role can read every secret and delete every namespace.",
        "Bind a role of what is needed; break glass through IAM, for hours.",
        [Control.CisGke("4.1.1"), Control.Pci("7.2.2"), Control.Iso("A.8.2")]);

    protected override ImmutableArray<string> Kinds => ["RoleBinding", "ClusterRoleBinding"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        [manifest["roleRef.name"].MustNotBe("cluster-admin")];
}
