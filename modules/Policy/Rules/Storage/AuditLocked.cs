using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Audit records cannot be changed for five years.</summary>
internal sealed class AuditLocked : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GCS007",
        Severity.Critical,
        "Audit records cannot be changed for five years",
        "A record that its subject can delete proves nothing.",
        "Set retentionPolicy.isLocked to true and retentionPeriod to at least 157766400 seconds (5 years).",
        [Control.Pci("10.3.2"), Control.Pci("10.5.1"), Control.Iso("A.5.33"), Control.Rbi("audit retention of 5 years"), Control.Npci("audit trail")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Bucket];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        resource["name"].Text?.EndsWith("-audit", StringComparison.Ordinal) == true ? [resource["retentionPolicy.isLocked"].MustBe(true), resource["retentionPolicy.retentionPeriod"].MustBeAtLeast(157766400, "seconds (5 years)")] : [];
}
