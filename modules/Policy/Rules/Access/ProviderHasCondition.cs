using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A pool lets in named repositories only.</summary>
internal sealed class ProviderHasCondition : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "IAM005",
        Severity.Critical,
        "A pool lets in named repositories only",
        "Without a condition every repository of GitHub can ask for a token.",
        "Set attributeCondition.",
        [Control.Pci("8.2.1"), Control.Iso("A.8.5")]);

    protected override ImmutableArray<string> Types => [GcpTypes.PoolProvider];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["attributeCondition"].MustBeSet()];
}
