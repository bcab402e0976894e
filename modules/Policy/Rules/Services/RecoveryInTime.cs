using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Production is back within four hours.</summary>
internal sealed class RecoveryInTime : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "SLA002",
        Severity.High,
        "Production is back within four hours",
        "A region can be lost, and what is not practised against a time takes days.",
        "Set recoveryMinutes of the environment to 240 or less in stacks/operations/service-levels.yaml.",
        [Control.Rbi("business continuity"), Control.Iso("A.5.30")]);

    protected override ImmutableArray<string> Kinds => [StackFiles.ServiceLevels];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        input.Environment.ServesCustomers ? [manifest["environments"].Entry(input.Environment.Name).At("recoveryMinutes").MustBeAtMost(240, "minutes")] : [];
}
