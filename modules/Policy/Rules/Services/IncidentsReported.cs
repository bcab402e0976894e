using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>An incident is told, escalated and reported in time.</summary>
internal sealed class IncidentsReported : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "SLA004",
        Severity.High,
        "An incident is told, escalated and reported in time",
        "The regulator asks for a report within hours, and nobody can write one who was not told.",
        "Set incidents of the environment in stacks/operations/service-levels.yaml: notifyMinutes to 15, escalateMinutes to 60, reportHours to 24, or less.",
        [Control.Rbi("incident reporting"), Control.Pci("12.10.1"), Control.Iso("A.5.26")]);

    protected override ImmutableArray<string> Kinds => [StackFiles.ServiceLevels];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        if (!input.Environment.ServesCustomers)
        {
            yield break;
        }

        Field incidents = manifest["environments"].Entry(input.Environment.Name).At("incidents");
        yield return incidents.At("notifyMinutes").MustBeAtMost(15, "minutes");
        yield return incidents.At("escalateMinutes").MustBeAtMost(60, "minutes");
        yield return incidents.At("reportHours").MustBeAtMost(24, "hours");
    }
}
