using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Nothing of External Secrets works across namespaces.</summary>
internal sealed class NothingAcrossNamespaces : ChartRule
{
    public override RuleInfo Info { get; } = new(
        "ESO010",
        Severity.High,
        "Nothing of External Secrets works across namespaces",
        "Generators and secrets of the cluster hand one team what another may read.",
        "Turn ClusterGenerator, ClusterExternalSecret and generic targets off.",
        [Control.Pci("7.2.1"), Control.Iso("A.8.3")]);

    protected override string Chart => Charts.ExternalSecrets;

    protected override IEnumerable<Check> Checks(Field values, PolicyInput input) =>
    [
        values.At("processClusterGenerator").MustBe(false),
        values.At("processClusterExternalSecret").MustBe(false),
        values.At("crds.createClusterGenerator").MustBe(false),
        values.At("crds.createClusterExternalSecret").MustBe(false),
        values.At("genericTargets.enabled").MustBe(false),
    ];
}
