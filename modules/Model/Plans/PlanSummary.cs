using System.Globalization;

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
    public bool HasChanges => Changes > 0;

    /// <summary>How many resources would change.</summary>
    public int Changes => Create + Update + Replace + Delete + Import;

    /// <summary>How many resources there are: all that are registered, as Pulumi counts them, so the stack, its components and its providers too.</summary>
    public int Resources => Changes + Same + Read;

    /// <summary>What is to be done, in the words that every output has for it: <c>5 to update, 200 unchanged</c>; <c>no changes, 205 unchanged</c>.</summary>
    public string Planned => Text("to create", "to import", "to update", "to replace", "to delete", "to read");

    /// <summary>What was done, in the same order: <c>5 updated, 200 unchanged</c>.</summary>
    public string Finished => Text("created", "imported", "updated", "replaced", "deleted", "read");

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

    private string Text(string create, string import, string update, string replace, string delete, string read)
    {
        (int Count, string Words)[] parts = [(Create, create), (Import, import), (Update, update), (Replace, replace), (Delete, delete), (Read, read), (Same, "unchanged")];
        IEnumerable<string> said = parts.Where(p => p.Count > 0).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Count} {p.Words}"));
        return string.Join(", ", HasChanges ? said : said.Prepend("no changes"));
    }
}
