using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Every type of the plan is known to the local cloud.</summary>
internal sealed class EveryTypeChecked : Rule
{
    public override RuleInfo Info { get; } = new(
        "PLAN004",
        Severity.Medium,
        "Every type of the plan is known to the local cloud",
        "What has no schema is neither checked nor simulated: the preview says less than it seems to.",
        "Add a schema under modules/Emulator/schemas.",
        [Control.Iso("A.8.29")]);

    internal override void Judge(PolicyInput input, Judgements judgements)
    {
        if (input.Plan is { } plan)
        {
            judgements.OfWhole(() => plan.UncheckedTypes.Select(t => (new Check(Outcome.Failed, t, $"{t} has no schema, so nothing about it was checked"), (Subject?)null)));
        }
    }
}
