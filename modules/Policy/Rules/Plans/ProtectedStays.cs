using Infra.Model.Plans;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>No step deletes what is protected.</summary>
internal sealed class ProtectedStays : Rule
{
    public override RuleInfo Info { get; } = new(
        "PLAN002",
        Severity.Critical,
        "No step deletes what is protected",
        "The apply would stop in the middle.",
        "Take the protection off in a change of its own, reviewed.",
        [Control.Iso("A.8.32")]);

    internal override void Judge(PolicyInput input, Judgements judgements)
    {
        if (input.Plan is { } plan)
        {
            judgements.OfWhole(() => plan.Steps.Where(s => s.Protect && s.Op is StepOp.Delete or StepOp.Replace && s.Protect).Select(s => (new Check(Outcome.Failed, "", $"{s.Name} is protected; {s.Op.ToString().ToLowerInvariant()} is refused"), (Subject?)Subject.Of(s))));
        }
    }
}
