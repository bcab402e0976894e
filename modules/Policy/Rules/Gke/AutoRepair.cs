using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Broken nodes are replaced by themselves.</summary>
internal sealed class AutoRepair : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE012",
        Severity.Medium,
        "Broken nodes are replaced by themselves",
        "A node that fails health checks keeps its pods until somebody notices.",
        "Set management.autoRepair to true.",
        [Control.CisGke("5.5.2"), Control.Iso("A.8.14")]);

    protected override ImmutableArray<string> Types => [GcpTypes.NodePool];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["management.autoRepair"].MustBe(true)];
}
