using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Access to objects is IAM alone.</summary>
internal sealed class UniformAccess : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GCS001",
        Severity.High,
        "Access to objects is IAM alone",
        "Access lists of single objects are seen in no review.",
        "Set uniformBucketLevelAccess to true.",
        [Control.Pci("7.2.1"), Control.Iso("A.5.15")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Bucket];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["uniformBucketLevelAccess"].MustBe(true)];
}
