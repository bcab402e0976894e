using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>No bucket can be public.</summary>
internal sealed class NotPublic : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GCS002",
        Severity.Critical,
        "No bucket can be public",
        "One wrong member publishes every object.",
        "Set publicAccessPrevention to enforced.",
        [Control.Pci("1.4.4"), Control.Iso("A.5.15"), Control.Dpdp("section 8(5)")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Bucket];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["publicAccessPrevention"].MustBeOneOf("enforced")];
}
