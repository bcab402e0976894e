using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A node that starts otherwise than before is noticed.</summary>
internal sealed class IntegrityMonitoring : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE010",
        Severity.Medium,
        "A node that starts otherwise than before is noticed",
        "Without it a changed start sequence leaves no trace.",
        "Set nodeConfig.shieldedInstanceConfig.enableIntegrityMonitoring to true.",
        [Control.CisGke("5.5.6"), Control.Iso("A.8.16")]);

    protected override ImmutableArray<string> Types => [GcpTypes.NodePool];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["nodeConfig.shieldedInstanceConfig.enableIntegrityMonitoring"].MustBe(true)];
}
