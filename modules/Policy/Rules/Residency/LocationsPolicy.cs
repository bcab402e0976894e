using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>The folder forbids other regions.</summary>
internal sealed class LocationsPolicy : Rule
{
    public override RuleInfo Info { get; } = new(
        "RES003",
        Severity.High,
        "The folder forbids other regions",
        "Whoever goes round this repository makes things abroad.",
        "Declare the organisation policy gcp.resourceLocations.",
        [Control.Rbi("data localisation"), Control.Iso("A.5.34")]);

    internal override void Judge(PolicyInput input, Judgements judgements)
    {
        // Only the stack that makes projects answers for the policies above them.
        if (input.Resources(GcpTypes.Project).Count > 0)
        {
            judgements.OfWhole(() => [(Judged(input), null)]);
        }
    }

    private static Check Judged(PolicyInput input)
    {
        Outcome declared = OrganisationPolicies.Declared(input, "gcp.resourceLocations");
        return declared == Outcome.Passed ? Check.Passed : new Check(declared, "", "no resource is known to declare the organisation policy gcp.resourceLocations; projects must stand under it");
    }
}
