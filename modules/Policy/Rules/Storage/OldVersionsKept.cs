using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>What is overwritten can be had again.</summary>
internal sealed class OldVersionsKept : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GCS003",
        Severity.High,
        "What is overwritten can be had again",
        "An overwritten state or artefact is gone.",
        "Set versioning.enabled to true; a bucket with retention keeps everything already.",
        [Control.Iso("A.8.13"), Control.Rbi("business continuity")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Bucket];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        resource["retentionPolicy"].IsMissing ? [resource["versioning.enabled"].MustBe(true)] : [];
}
