using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Backups are encrypted with a key of ours.</summary>
internal sealed class BackupKey : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "BAK001",
        Severity.High,
        "Backups are encrypted with a key of ours",
        "A backup holds all secrets of its cluster.",
        "Set backupConfig.encryptionKey.gcpKmsEncryptionKey.",
        [Control.Pci("3.5.1"), Control.Iso("A.8.13"), Control.Rbi("encryption at rest")]);

    protected override ImmutableArray<string> Types => [GcpTypes.BackupPlan];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["backupConfig.encryptionKey.gcpKmsEncryptionKey"].MustBeSet()];
}
