using System.Collections.Immutable;
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
    // A comment holds 65,536 characters, and what the rules say of the plan stands in it too.
    private const int MostCharacters = 40_000;
    private const int MostLosses = 50;
    private const int MostComponents = 100;
    private const int LongestValue = 160;
    private const int LongestName = 200;

    /// <summary>Writes it.</summary>
    public void Write(Plan plan)
    {
        painter.Line($"### Plan of `{plan.Stack}`");
        painter.Line();
        painter.Line($"Plan: {plan.Summary.Planned}. Backend `{plan.Backend}`, digest `{plan.Digest}`.");
        painter.Line();
        WriteLosses(plan);
        ImmutableArray<PlanGroup> groups = [.. PlanGroup.Of(plan).Where(g => g.Summary.HasChanges)];
        int left = MostCharacters;
        int hidden = 0;
        foreach (PlanGroup group in groups.Take(MostComponents))
        {
            string text = Component(plan, group, ref left, ref hidden);
            painter.Line(text);
        }

        hidden += groups.Skip(MostComponents).Sum(g => g.Summary.Changes);
        if (hidden > 0)
        {
            painter.Line(string.Create(CultureInfo.InvariantCulture, $"{hidden} of {plan.Summary.Changes} changes are not shown, because GitHub takes no longer comment; `infra preview {plan.Stack}` shows them all."));
            painter.Line();
        }

        WriteOutputs(plan);
    }

    private void WriteLosses(Plan plan)
    {
        PlanStep[] lost = [.. plan.Steps.Where(p => p.IsDestructive)];
        foreach (PlanStep step in lost.Take(MostLosses))
        {
            painter.Line($"> **DATA LOSS**: {Code(TypeName.Short(step.Type))} {Code(step.Name)} cannot be made again and would be {(step.Op == StepOp.Replace ? "replaced" : "deleted")}.");
            painter.Line();
        }

        if (lost.Length > MostLosses)
        {
            painter.Line(string.Create(CultureInfo.InvariantCulture, $"> **DATA LOSS**: {lost.Length - MostLosses} more cannot be made again and would be replaced or deleted."));
            painter.Line();
        }
    }

    private static string Component(Plan plan, PlanGroup group, ref int left, ref int hidden)
    {
        StringBuilder text = new($"<details><summary>{Code(group.Title)}: {group.Summary.Planned}</summary>\n\n");
        PlanStep[] changed = [.. group.Steps.Where(s => s.Op is not (StepOp.Same or StepOp.Read))];
        int shown = 0;
        foreach (PlanStep step in changed)
        {
            string row = $"| {PlanJson.Name(step.Op)} | {Code(TypeName.Short(step.Type))} | {Code(step.Name)} | {Changes(plan, step)} |\n";
            if (row.Length > left)
            {
                break;
            }

            text.Append(shown == 0 ? "| Step | Type | Name | Changes |\n|---|---|---|---|\n" : "").Append(row);
            left -= row.Length;
            shown++;
        }

        hidden += changed.Length - shown;
        text.Append(changed.Length > shown ? string.Create(CultureInfo.InvariantCulture, $"\n{changed.Length - shown} more are not shown here.\n") : "");
        return text.Append("\n</details>\n").ToString();
    }

    private static string Changes(Plan plan, PlanStep step)
    {
        IEnumerable<string> lines = ReadableDiff.Of(step).Select(Change);
        return string.Join("<br>", DefaultLabels.Reach(plan, step) is { } reach && step.Op == StepOp.Update ? lines.Append(Printable.Markdown(reach)) : lines);
    }

    private static string Change(PropertyDiff diff)
    {
        string values = diff.Kind switch
        {
            DiffKind.Add => $"{Value(ValueText.Of(diff.New))} added",
            DiffKind.Delete => $"{Value(ValueText.Of(diff.Old))} removed",
            _ => $"{Value(ValueText.Of(diff.Old))} to {Value(ValueText.Of(diff.New))}",
        };
        return $"{Code(diff.Path)}: {values}{(diff.ForcesReplacement ? " **(forces replacement)**" : "")}";
    }

    private void WriteOutputs(Plan plan)
    {
        PropertyDiff[] changed = [.. ReadableDiff.OfOutputs(plan)];
        if (changed.Length == 0 || !plan.Summary.HasChanges)
        {
            return;
        }

        painter.Line(string.Create(CultureInfo.InvariantCulture, $"<details><summary>Outputs: {changed.Length} that change</summary>\n"));
        foreach (PropertyDiff diff in changed.Take(MostComponents))
        {
            painter.Line($"- {Change(diff)}");
        }

        painter.Line("\n</details>");
        painter.Line();
    }

    private static string Value(string text) => Code(text, LongestValue);

    private static string Code(string text, int most = LongestName) => $"<code>{Printable.Markdown(Fit.End(Printable.Text(text), most))}</code>";
}
