using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>No role is bound to everybody.</summary>
internal sealed class NobodyUnknownBound : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S006",
        Severity.Critical,
        "No role is bound to everybody",
        "system:authenticated is everybody with a Google account.",
        "Bind a group of the company.",
        [Control.CisGke("4.1.8"), Control.Pci("7.2.1"), Control.Iso("A.5.15")]);

    protected override ImmutableArray<string> Kinds => ["RoleBinding", "ClusterRoleBinding"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        manifest["subjects"].Items.Select(s => s.At("name").MustNotBe("system:authenticated", "system:unauthenticated", "system:anonymous"));
}
