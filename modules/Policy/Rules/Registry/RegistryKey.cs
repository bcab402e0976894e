using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Images are encrypted with a key of ours.</summary>
internal sealed class RegistryKey : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "AR003",
        Severity.Medium,
        "Images are encrypted with a key of ours",
        "Images hold our code.",
        "Set kmsKeyName.",
        [Control.Pci("3.5.1"), Control.Iso("A.8.24")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Repository];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["kmsKeyName"].MustBeSet()];
}
