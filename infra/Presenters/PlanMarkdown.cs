using System.Globalization;
using System.Text;
using Infra.Model.Masking;
using Infra.Model.Plans;

namespace Infra.Presenters;

/// <summary>
/// A plan as Markdown, for pull requests: what would be lost, how much changes, and each component folded away with old and new values. Names and values
/// stand as code, where nobody is mentioned and nothing is linked, with every sign of markup as an entity.
/// </summary>
/// <param name="painter">Where to.</param>
internal sealed class PlanMarkdown(Painter painter)
{
    // A comment holds 65,536 characters, and what the rules say of the plan stands in it too: PolicyMarkdown takes at most 20,000.
    private const int MostCharacters = 40_000;
    private const int Context = 20;
    private const int LongestValue = 160;
    private const int LongestName = 120;

    // What a reader sees at a glance is not folded away.
    private const int FewChanges = 12;

    private int left = MostCharacters;

    /// <summary>Writes it.</summary>
    public void Write(Plan plan)
    {
        painter.Line($"### Plan of `{plan.Stack}`");
        painter.Line();
        painter.Line($"**Plan: {plan.Summary.Planned}.** Backend `{plan.Backend}`, digest `{plan.Digest}`.");
        painter.Line();
        WriteLosses(plan);
        WriteReach(plan);
        int hidden = PlanGroup.Of(plan).Where(g => g.Summary.HasChanges).Sum(g => WriteComponent(plan, g));
        if (hidden > 0)
        {
            painter.Line(string.Create(CultureInfo.InvariantCulture, $"{hidden} of {plan.Summary.Changes} changes are not shown, because GitHub takes no longer comment; `infra preview {plan.Stack}` shows them all."));
            painter.Line();
        }

        WriteOutputs(plan);
    }

    // Each is a paragraph of its own; what does not fit is counted.
    private void WriteLosses(Plan plan)
    {
        int hidden = 0;
        foreach (PlanStep step in plan.Steps.Where(p => p.IsDestructive))
        {
            string line = $"> **DATA LOSS**: {Code(TypeName.Short(step.Type))} {Code(step.Name)} cannot be made again and would be {(step.Op == StepOp.Replace ? "replaced" : "deleted")}.\n";
            if (Takes(line, MostCharacters / 2))
            {
                painter.Line(line);
            }
            else
            {
                hidden++;
            }
        }

        if (hidden > 0)
        {
            painter.Line(string.Create(CultureInfo.InvariantCulture, $"> **DATA LOSS**: {hidden} more cannot be made again and would be replaced or deleted.\n"));
        }
    }

    // What an update does at Google beyond its row: labels of resources that the tables do not show, nodes that are made anew.
    private void WriteReach(Plan plan)
    {
        foreach (string line in plan.Steps.Select(s => (s.Name, Reach: AtGoogle.Of(plan, s))).Where(s => s.Reach is not null).Select(s => $"> {Code(s.Name)}: {Printable.Markdown(s.Reach!)}\n").Where(l => Takes(l, 0)))
        {
            painter.Line(line);
        }
    }

    // How many of its changes there was no room for.
    private int WriteComponent(Plan plan, PlanGroup group)
    {
        const string end = "\n</details>\n";
        (PlanStep Step, string Changes)[] changed = [.. group.Steps.Where(s => s.Op is not (StepOp.Same or StepOp.Read)).Select(s => (s, Changes(s)))];

        // What is created changes nothing that was there, so a first plan has no such column.
        bool differs = changed.Any(c => c.Changes.Length > 0);
        string heading = $"<details{(plan.Summary.Changes <= FewChanges ? " open" : "")}><summary>{Code(group.Title)}: {group.Summary.Planned}</summary>\n\n| Step | Type | Name |{(differs ? " Changes |" : "")}\n|---|---|---|{(differs ? "---|" : "")}\n";
        if (!Takes(heading + end, 0))
        {
            return changed.Length;
        }

        StringBuilder text = new(heading);
        int shown = 0;
        foreach (string row in changed.Select(c => $"| {PlanJson.Name(c.Step.Op)} | {Code(TypeName.Short(c.Step.Type))} | {Code(c.Step.Name)} |{(differs ? $" {c.Changes} |" : "")}\n").TakeWhile(r => Takes(r, 0)))
        {
            text.Append(row);
            shown++;
        }

        painter.Line(text.Append(end).ToString());
        return changed.Length - shown;
    }

    // Whether there is room for a text, with so much kept for what comes after.
    private bool Takes(string text, int kept)
    {
        bool fits = text.Length <= left - kept;
        left -= fits ? text.Length : 0;
        return fits;
    }

    private static string Changes(PlanStep step) => string.Join("<br>", ReadableDiff.Of(step).Select(Change));

    private static string Change(PropertyDiff diff)
    {
        string values = diff.Kind switch
        {
            DiffKind.Add => $"{Value(ValueText.Of(diff.New))} added",
            DiffKind.Delete => $"{Value(ValueText.Of(diff.Old))} removed",
            _ => Both(ValueText.Of(diff.Old), ValueText.Of(diff.New)),
        };
        return $"{Code(diff.Path)}: {values}{(diff.ForcesReplacement ? " **(forces replacement)**" : "")}";
    }

    // Where both begin alike, what differs is shown and not the beginning.
    private static string Both(string old, string wanted)
    {
        int skipped = Math.Max(old.Length, wanted.Length) > LongestValue ? Math.Max(0, old.AsSpan().CommonPrefixLength(wanted) - Context) : 0;
        skipped -= skipped > 0 && char.IsLowSurrogate(old[skipped]) ? 1 : 0;
        return skipped == 0 ? $"{Value(old)} to {Value(wanted)}" : $"{Value($"…{old[skipped..]}")} to {Value($"…{wanted[skipped..]}")}";
    }

    private void WriteOutputs(Plan plan)
    {
        PropertyDiff[] changed = [.. ReadableDiff.OfOutputs(plan)];
        if (changed.Length == 0 || !plan.Summary.HasChanges)
        {
            return;
        }

        painter.Line(string.Create(CultureInfo.InvariantCulture, $"<details><summary>Outputs: {changed.Length} to change</summary>\n"));
        int shown = 0;
        foreach (string line in changed.Select(d => $"- {Change(d)}").TakeWhile(l => Takes(l + "\n", 0)))
        {
            painter.Line(line);
            shown++;
        }

        painter.Line(shown < changed.Length ? string.Create(CultureInfo.InvariantCulture, $"- {changed.Length - shown} more are not shown") : "");
        painter.Line("</details>");
        painter.Line();
    }

    private static string Value(string text) => Code(text, LongestValue);

    private static string Code(string text, int most = LongestName) => $"<code>{Printable.Markdown(Fit.End(Printable.Text(text), most))}</code>";
}
