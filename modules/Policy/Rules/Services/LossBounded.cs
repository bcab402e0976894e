using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Production loses at most an hour of data.</summary>
internal sealed class LossBounded : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "SLA003",
        Severity.High,
        "Production loses at most an hour of data",
        "Payments of a day cannot be typed in again.",
        "Set lossMinutes of the environment to 60 or less in stacks/operations/service-levels.yaml; BAK006 holds the backups to it.",
        [Control.Rbi("business continuity"), Control.Iso("A.8.13")]);

    protected override ImmutableArray<string> Kinds => [StackFiles.ServiceLevels];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        input.Environment.ServesCustomers ? [manifest["environments"].Entry(input.Environment.Name).At("lossMinutes").MustBeAtMost(60, "minutes")] : [];
}
