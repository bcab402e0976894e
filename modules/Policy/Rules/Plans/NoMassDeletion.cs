using Infra.Model.Plans;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A plan does not delete a fifth of what there is.</summary>
internal sealed class NoMassDeletion : Rule
{
    public override RuleInfo Info { get; } = new(
        "PLAN003",
        Severity.High,
        "A plan does not delete a fifth of what there is",
        "A wrong setting or an empty file looks like a wish to delete everything.",
        "Split the change, or state a waiver for this plan.",
        [Control.Iso("A.8.32"), Control.Rbi("change management")]);

    internal override void Judge(PolicyInput input, Judgements judgements)
    {
        if (input.Plan is { } plan)
        {
            judgements.OfWhole(() => [(Judged(plan), (Subject?)null)]);
        }
    }

    private const double MostShare = 0.2;

    private static Check Judged(Plan plan)
    {
        int before = plan.Steps.Count(s => s.Custom && s.Op is not StepOp.Create);
        int gone = plan.Steps.Count(s => s.Custom && s.Op is StepOp.Delete);
        return gone <= before * MostShare
            ? Check.Passed
            : new Check(Outcome.Failed, "", FormattableString.Invariant($"{gone} of {before} resources are deleted; at most a fifth may be"));
    }
}
