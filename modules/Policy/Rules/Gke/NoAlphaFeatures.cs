using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>The cluster has no alpha features.</summary>
internal sealed class NoAlphaFeatures : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE027",
        Severity.High,
        "The cluster has no alpha features",
        "A cluster with alpha features is not upgraded and is deleted after 30 days.",
        "Set enableKubernetesAlpha to false.",
        [Control.CisGke("5.10.2"), Control.Iso("A.8.9")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["enableKubernetesAlpha"].MustNotBeTrue()];
}
