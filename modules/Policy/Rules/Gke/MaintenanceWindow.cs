using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Upgrades happen in a window.</summary>
internal sealed class MaintenanceWindow : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE031",
        Severity.Medium,
        "Upgrades happen in a window",
        "Google otherwise upgrades at any hour, rush hours and festivals included.",
        "Set maintenancePolicy.recurringWindow.",
        [Control.Iso("A.8.32"), Control.Rbi("change management")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["maintenancePolicy.recurringWindow"].MustBeSet()];
}
