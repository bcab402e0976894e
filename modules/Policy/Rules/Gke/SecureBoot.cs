using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Nodes start signed code only.</summary>
internal sealed class SecureBoot : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE009",
        Severity.Medium,
        "Nodes start signed code only",
        "A changed kernel or boot loader is below everything that could notice it.",
        "Set nodeConfig.shieldedInstanceConfig.enableSecureBoot to true.",
        [Control.CisGke("5.5.7"), Control.Iso("A.8.9")]);

    protected override ImmutableArray<string> Types => [GcpTypes.NodePool];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["nodeConfig.shieldedInstanceConfig.enableSecureBoot"].MustBe(true)];
}
