using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A node can be emptied.</summary>
internal sealed class NodesCanBeEmptied : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S025",
        Severity.Medium,
        "A node can be emptied",
        "A budget that spares no pod stops upgrades, and nodes keep their holes.",
        "Let at least one pod go: maxUnavailable of 1 or more, or minAvailable below 100%.",
        [Control.Pci("6.3.3"), Control.Iso("A.8.8")]);

    protected override ImmutableArray<string> Kinds => ["PodDisruptionBudget"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        [manifest["spec.maxUnavailable"].MustNotBe("0", "0%"), manifest["spec.minAvailable"].MustNotBe("100%")];
}
