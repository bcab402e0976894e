using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A backup has everything that a restore needs.</summary>
internal sealed class BackupsComplete : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "BAK003",
        Severity.High,
        "A backup has everything that a restore needs",
        "A restored cluster without volumes or secrets does not start.",
        "Set backupConfig.includeVolumeData and includeSecrets to true, for all namespaces.",
        [Control.Iso("A.8.13"), Control.Rbi("business continuity")]);

    protected override ImmutableArray<string> Types => [GcpTypes.BackupPlan];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["backupConfig.includeVolumeData"].MustBe(true), resource["backupConfig.includeSecrets"].MustBe(true), resource["backupConfig.allNamespaces"].MustBe(true)];
}
