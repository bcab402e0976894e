using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Buckets are encrypted with a key of ours.</summary>
internal sealed class BucketKey : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GCS004",
        Severity.High,
        "Buckets are encrypted with a key of ours",
        "Without it access cannot be taken back by disabling a key, and its use is not logged.",
        "Set encryption.defaultKmsKeyName.",
        [Control.Pci("3.5.1"), Control.Iso("A.8.24"), Control.Rbi("encryption at rest"), Control.Npci("encryption at rest"), Control.Dpdp("section 8(5)"), Control.ItAct("SPDI Rules 2011, rule 8")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Bucket];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["encryption.defaultKmsKeyName"].MustBeSet()];
}
