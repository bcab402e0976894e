using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Backups are made by themselves.</summary>
internal sealed class BackupRuns : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "BAK002",
        Severity.High,
        "Backups are made by themselves",
        "A plan that is paused is found out on the day of the loss.",
        "Set backupSchedule with paused false, and deactivated to false.",
        [Control.Iso("A.8.13"), Control.Rbi("business continuity")]);

    protected override ImmutableArray<string> Types => [GcpTypes.BackupPlan];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["backupSchedule"].MustBeSet(), resource["backupSchedule.paused"].MustNotBeTrue(), resource["deactivated"].MustNotBeTrue()];
}
