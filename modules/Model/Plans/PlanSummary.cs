namespace Infra.Model.Plans;

/// <summary>How many steps of each kind a plan has.</summary>
/// <param name="Create">Resources made.</param>
/// <param name="Update">Resources changed in place.</param>
/// <param name="Replace">Resources deleted and made anew.</param>
/// <param name="Delete">Resources deleted.</param>
/// <param name="Same">Resources left as they are.</param>
/// <param name="Read">Resources read.</param>
/// <param name="Import">Resources taken over.</param>
public sealed record PlanSummary(int Create, int Update, int Replace, int Delete, int Same, int Read, int Import)
{
    /// <summary>Whether anything would change.</summary>
    public bool HasChanges => Create + Update + Replace + Delete + Import > 0;

    /// <summary>Counts steps.</summary>
    public static PlanSummary Of(IEnumerable<PlanStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        int[] counts = new int[Enum.GetValues<StepOp>().Length];
        foreach (PlanStep step in steps)
        {
            counts[(int)step.Op]++;
        }

        return new PlanSummary(
            counts[(int)StepOp.Create],
            counts[(int)StepOp.Update],
            counts[(int)StepOp.Replace],
            counts[(int)StepOp.Delete],
            counts[(int)StepOp.Same],
            counts[(int)StepOp.Read],
            counts[(int)StepOp.Import]);
    }
}
