using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Production is up 99.9 % of the time.</summary>
internal sealed class UptimePromised : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "SLA001",
        Severity.High,
        "Production is up 99.9 % of the time",
        "A payment system that is down stops the business of those who pay by it.",
        "Set uptimePercent of the environment to 99.9 or more in stacks/operations/service-levels.yaml.",
        [Control.Rbi("availability of payment systems"), Control.Iso("A.8.14")]);

    protected override ImmutableArray<string> Kinds => [StackFiles.ServiceLevels];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        input.Environment.ServesCustomers ? [manifest["environments"].Entry(input.Environment.Name).At("uptimePercent").MustBeAtLeast(99.9, "percent")] : [];
}
