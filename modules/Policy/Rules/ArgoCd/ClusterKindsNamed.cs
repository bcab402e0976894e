using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A project names the cluster-wide kinds that it may make.</summary>
internal sealed class ClusterKindsNamed : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO004",
        Severity.High,
        "A project names the cluster-wide kinds that it may make",
        "With * an application can make itself administrator of the cluster.",
        "List group and kind in clusterResourceWhitelist.",
        [Control.Pci("7.2.5"), Control.Iso("A.8.2")]);

    protected override ImmutableArray<string> Kinds => ["AppProject"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        manifest["spec.clusterResourceWhitelist"].Items.SelectMany(k => new[] { k.At("group").MustNotBe("*"), k.At("kind").MustNotBe("*") });
}
