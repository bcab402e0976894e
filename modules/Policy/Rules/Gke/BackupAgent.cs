using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>The cluster can be backed up.</summary>
internal sealed class BackupAgent : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE038",
        Severity.High,
        "The cluster can be backed up",
        "Without the agent no backup plan can read the cluster.",
        "Set addonsConfig.gkeBackupAgentConfig.enabled to true.",
        [Control.Iso("A.8.13"), Control.Rbi("business continuity")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["addonsConfig.gkeBackupAgentConfig.enabled"].MustBe(true)];
}
