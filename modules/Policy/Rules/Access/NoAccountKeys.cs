using System.Collections.Immutable;

namespace Infra.Policy;

/// <summary>Service accounts have no keys.</summary>
internal sealed class NoAccountKeys : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "IAM003",
        Severity.Critical,
        "Service accounts have no keys",
        "A key is a password that is never changed and works from anywhere.",
        "Delete the key; use Workload Identity Federation.",
        [Control.Pci("8.6.2"), Control.Iso("A.5.17")]);

    protected override ImmutableArray<string> Types => [GcpTypes.AccountKey];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [Check.Failed(resource["serviceAccountId"], "no key may be made for it")];
}
