using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Backups of production cannot be deleted at once.</summary>
internal sealed class BackupsKept : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "BAK004",
        Severity.Medium,
        "Backups of production cannot be deleted at once",
        "Whoever destroys a cluster on purpose deletes its backups first.",
        "Set retentionPolicy.backupDeleteLockDays to at least 7.",
        [Control.Iso("A.8.13"), Control.Rbi("business continuity")]);

    protected override ImmutableArray<string> Types => [GcpTypes.BackupPlan];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        input.Environment.IsProduction ? [resource["retentionPolicy.backupDeleteLockDays"].MustBeAtLeast(1, "days")] : [];
}
