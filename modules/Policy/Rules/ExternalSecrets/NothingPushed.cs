using System.Collections.Immutable;

namespace Infra.Policy;

/// <summary>Clusters do not write secrets.</summary>
internal sealed class NothingPushed : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ESO003",
        Severity.High,
        "Clusters do not write secrets",
        "A push lets whoever can make an object overwrite a value for all environments.",
        "Write values to Secret Manager outside the cluster.",
        [Control.Pci("7.2.5"), Control.Iso("A.5.17")]);

    protected override ImmutableArray<string> Kinds => ["PushSecret", "ClusterPushSecret"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        [Check.Failed(manifest["kind"], "values flow from Secret Manager to clusters only")];
}
