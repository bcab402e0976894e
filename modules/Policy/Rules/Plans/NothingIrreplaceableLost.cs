using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>No step destroys what cannot be made again.</summary>
internal sealed class NothingIrreplaceableLost : Rule
{
    public override RuleInfo Info { get; } = new(
        "PLAN001",
        Severity.Critical,
        "No step destroys what cannot be made again",
        "Data, keys and addresses that others know do not come back.",
        "Keep the resource, or move its data first and take the step in a change of its own, with a waiver.",
        [Control.Iso("A.8.13"), Control.Iso("A.8.32"), Control.Rbi("change management")]);

    internal override void Judge(PolicyInput input, Judgements judgements)
    {
        if (input.Plan is { } plan)
        {
            judgements.OfWhole(() => plan.Steps.Where(s => s.IsDestructive).Select(s => (new Check(Outcome.Failed, "", $"{s.Op.ToString().ToLowerInvariant()} of {s.Name} destroys what cannot be made again"), (Subject?)Subject.Of(s))));
        }
    }
}
