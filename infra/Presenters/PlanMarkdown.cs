using System.Globalization;
using Infra.Model.Masking;
using Infra.Model.Plans;

namespace Infra.Presenters;

/// <summary>A plan as Markdown, for pull requests: a summary, what would be lost, and a table of the steps that change something.</summary>
internal sealed class PlanMarkdown(Painter painter)
{
    public void Write(Plan plan)
    {
        PlanSummary s = plan.Summary;
        painter.Line($"### Plan of `{plan.Stack}`");
        painter.Line();
        painter.Line(string.Create(
            CultureInfo.InvariantCulture, $"{s.Create} to create, {s.Update} to update, {s.Replace} to replace, {s.Delete} to delete, {s.Same} unchanged. Backend `{plan.Backend}`, digest `{plan.Digest}`."));
        painter.Line();
        foreach (PlanStep step in plan.Steps.Where(p => p.IsDestructive))
        {
            painter.Line($"> **DATA LOSS**: {Printable.Markdown(step.Type)} {Printable.Markdown(step.Name)} cannot be made again and would be {(step.Op == StepOp.Replace ? "replaced" : "deleted")}.");
            painter.Line();
        }

        if (!s.HasChanges)
        {
            return;
        }

        painter.Line("| | Type | Name | Step | Changes |");
        painter.Line("|---|---|---|---|---|");
        foreach (PlanStep step in plan.Steps.Where(p => p.Op != StepOp.Same))
        {
            string changes = string.Join(", ", step.Diff.Select(d => Printable.Markdown(d.Path) + (d.ForcesReplacement ? " (forces replacement)" : "")));
            painter.Line($"| {Printable.Markdown(Symbols.Of(step.Op))} | {Printable.Markdown(step.Type)} | {Printable.Markdown(step.Name)} | {PlanJson.Name(step.Op)} | {changes} |");
        }
    }
}
