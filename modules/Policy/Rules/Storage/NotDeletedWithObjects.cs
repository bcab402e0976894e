using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A bucket with objects in it is not deleted.</summary>
internal sealed class NotDeletedWithObjects : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GCS008",
        Severity.High,
        "A bucket with objects in it is not deleted",
        "forceDestroy deletes every object first, without a question.",
        "Set forceDestroy to false.",
        [Control.Iso("A.8.13")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Bucket];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["forceDestroy"].MustNotBeTrue()];
}
