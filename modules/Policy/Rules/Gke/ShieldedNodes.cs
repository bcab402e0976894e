using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Nodes prove what they started.</summary>
internal sealed class ShieldedNodes : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE008",
        Severity.High,
        "Nodes prove what they started",
        "A node that cannot prove its identity can be impersonated to join the cluster.",
        "Set enableShieldedNodes to true.",
        [Control.CisGke("5.5.5"), Control.Iso("A.8.9")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["enableShieldedNodes"].MustBe(true)];
}
