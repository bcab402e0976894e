using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Pods of Argo CD have no rights of their own over the cluster.</summary>
internal sealed class NoRightsFromPods : ChartRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO023",
        Severity.High,
        "Pods of Argo CD have no rights of their own over the cluster",
        "A stolen pod would be an administrator without signing in.",
        "Set createClusterRoles, createAggregateRoles and cluster.inClusterEnabled to false.",
        [Control.CisGke("4.1.6"), Control.Pci("7.2.5"), Control.Iso("A.8.2")]);

    protected override string Chart => Charts.ArgoCd;

    protected override IEnumerable<Check> Checks(Field values, PolicyInput input) =>
    [
        values.At("createClusterRoles").MustBe(false),
        values.At("createAggregateRoles").MustBe(false),
        values.At("configs.cm").Entry("cluster.inClusterEnabled").MustBe(false),
    ];
}
