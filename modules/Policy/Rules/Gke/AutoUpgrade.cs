using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Nodes get security patches by themselves.</summary>
internal sealed class AutoUpgrade : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE013",
        Severity.High,
        "Nodes get security patches by themselves",
        "A node that nobody upgrades keeps every published hole.",
        "Set management.autoUpgrade to true.",
        [Control.CisGke("5.5.3"), Control.Pci("6.3.3"), Control.Iso("A.8.8")]);

    protected override ImmutableArray<string> Types => [GcpTypes.NodePool];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["management.autoUpgrade"].MustBe(true)];
}
