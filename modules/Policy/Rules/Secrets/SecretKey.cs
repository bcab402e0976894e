using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Secrets are encrypted with a key of ours.</summary>
internal sealed class SecretKey : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "SEC003",
        Severity.High,
        "Secrets are encrypted with a key of ours",
        "Without it access cannot be taken back by disabling a key.",
        "Set customerManagedEncryption.kmsKeyName on each replica.",
        [Control.Pci("3.6.1"), Control.Iso("A.8.24"), Control.Rbi("encryption at rest")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Secret];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input)
    {
        foreach (Field replica in resource["replication.userManaged.replicas"].Items)
        {
            yield return replica.At("customerManagedEncryption.kmsKeyName").MustBeSet();
        }
    }
}
