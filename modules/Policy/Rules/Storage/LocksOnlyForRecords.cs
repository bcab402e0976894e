using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Only audit records are kept by force.</summary>
internal sealed class LocksOnlyForRecords : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GCS009",
        Severity.High,
        "Only audit records are kept by force",
        "A locked retention cannot be undone: the bucket and its cost stay until the last object is old enough.",
        "Take retentionPolicy away; versions and soft delete keep what is deleted by mistake.",
        [Control.Iso("A.8.10"), Control.Dpdp("section 8(7)")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Bucket];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        resource["name"].Text?.EndsWith("-audit", StringComparison.Ordinal) == true ? [] : [resource["retentionPolicy.isLocked"].MustNotBeTrue()];
}
