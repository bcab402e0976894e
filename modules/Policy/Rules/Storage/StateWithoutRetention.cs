using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Buckets of state have no retention.</summary>
internal sealed class StateWithoutRetention : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GCS006",
        Severity.High,
        "Buckets of state have no retention",
        "Pulumi rewrites its state and deletes its locks; with a retention policy the first update fails half done.",
        "Remove retentionPolicy; versions and soft delete protect the state.",
        [Control.Iso("A.8.9")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Bucket];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        resource["name"].Text?.EndsWith("-state", StringComparison.Ordinal) == true ? [resource["retentionPolicy"].MustNotBeSet("it would break Pulumi's writes and locks")] : [];
}
