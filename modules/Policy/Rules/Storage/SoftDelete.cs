using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>What is deleted can be had again for a week.</summary>
internal sealed class SoftDelete : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GCS005",
        Severity.Medium,
        "What is deleted can be had again for a week",
        "One wrong lifecycle rule or command deletes for good.",
        "Set softDeletePolicy.retentionDurationSeconds to at least 604800; a locked retention does more.",
        [Control.Iso("A.8.13")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Bucket];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        resource["retentionPolicy.isLocked"].Text == "true" ? [] : [resource["softDeletePolicy.retentionDurationSeconds"].MustBeAtLeast(604800, "seconds (7 days)")];
}
