using System.Globalization;
using System.Text;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Spectre.Console;

namespace Infra.Presenters;

/// <summary>A plan as a tree of resources, for people.</summary>
internal sealed class PlanTree(Painter painter)
{
    private const int LongestValue = 120;

    public void Write(Plan plan)
    {
        List<PlanStep> roots = [];
        Dictionary<Urn, List<PlanStep>> children = [];
        HashSet<Urn> present = [.. plan.Steps.Select(s => s.Urn)];
        foreach (PlanStep step in plan.Steps)
        {
            if (step.Parent is { } parent && present.Contains(parent) && parent != step.Urn)
            {
                (children.TryGetValue(parent, out List<PlanStep>? siblings) ? siblings : children[parent] = []).Add(step);
            }
            else
            {
                roots.Add(step);
            }
        }

        HashSet<Urn> shown = Shown(plan);
        List<(PlanStep Step, string Label, string Indent)> rows = [];
        foreach (PlanStep root in roots)
        {
            Collect(root, "", "", children, shown, rows);
        }

        int typeWidth = rows.Count == 0 ? 0 : rows.Max(r => r.Label.Length);
        int nameWidth = rows.Count == 0 ? 0 : rows.Max(r => Printable.Text(r.Step.Name).Length);
        foreach ((PlanStep step, string label, string indent) in rows)
        {
            WriteRow(step, label, indent, typeWidth, nameWidth);
        }

        if (rows.Count > 0)
        {
            painter.Line();
        }

        WriteLoud(plan);
        WriteOutputs(plan.Outputs);
        WriteSummary(plan);
    }

    private static HashSet<Urn> Shown(Plan plan)
    {
        Dictionary<Urn, Urn?> parents = [];
        foreach (PlanStep step in plan.Steps)
        {
            parents[step.Urn] = step.Parent;
        }

        HashSet<Urn> shown = [];
        foreach (PlanStep step in plan.Steps.Where(s => s.Op != StepOp.Same))
        {
            for (Urn? urn = step.Urn; urn is { } known && shown.Add(known); urn = parents.GetValueOrDefault(known))
            {
            }
        }

        return shown;
    }

    private static void Collect(
        PlanStep step, string indent, string below, Dictionary<Urn, List<PlanStep>> children, HashSet<Urn> shown, List<(PlanStep Step, string Label, string Indent)> rows)
    {
        if (!shown.Contains(step.Urn))
        {
            return;
        }

        rows.Add((step, indent + step.Type, below));
        List<PlanStep> visible = children.TryGetValue(step.Urn, out List<PlanStep>? all) ? [.. all.Where(c => shown.Contains(c.Urn))] : [];
        for (int i = 0; i < visible.Count; i++)
        {
            bool last = i == visible.Count - 1;
            Collect(visible[i], below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "), children, shown, rows);
        }
    }

    private void WriteRow(PlanStep step, string label, string indent, int typeWidth, int nameWidth)
    {
        string what = step.Op == StepOp.Same ? "" : PlanJson.Name(step.Op);
        string flags = step.Protect ? " [protected]" : "";
        string line = $" {Symbols.Of(step.Op),-2} {label.PadRight(typeWidth)}  {Printable.Text(step.Name).PadRight(nameWidth)}  {what}{flags}".TrimEnd();
        painter.Line(line, Symbols.Style(step.Op));
        foreach (PropertyDiff diff in step.Diff)
        {
            string sign = diff.Kind switch { DiffKind.Add => "+", DiffKind.Delete => "-", _ => "~" };
            string forces = diff.ForcesReplacement ? "  (forces replacement)" : "";
            painter.Line($"    {indent}    {sign} {Printable.Text(diff.Path)}: {Values(diff)}{forces}", Symbols.Style(step.Op));
        }
    }

    private static string Values(PropertyDiff diff) => diff.Kind switch
    {
        DiffKind.Add => Value(diff.New),
        DiffKind.Delete => Value(diff.Old),
        _ => $"{Value(diff.Old)} => {Value(diff.New)}",
    };

    private static string Value(PropertyValue? value)
    {
        string text = value switch
        {
            UnknownValue { ContainsSecret: true } => "[secret, known after apply]",
            UnknownValue => "[known after apply]",
            SecretValue => PropertyJson.Mask,
            null => "nothing",
            _ => value.ToString().Replace($"\"{PropertyJson.UnknownSentinel}\"", "[known after apply]", StringComparison.Ordinal),
        };
        string safe = Printable.Text(text);
        return safe.Length <= LongestValue ? safe : safe[..LongestValue] + "...";
    }

    private void WriteLoud(Plan plan)
    {
        List<PlanStep> destroyed = [.. plan.Steps.Where(s => s.IsDestructive)];
        if (destroyed.Count == 0)
        {
            return;
        }

        Style loud = new(Color.White, Color.Red, Decoration.Bold);
        painter.Line($"!! DATA LOSS: {Count(destroyed.Count, "resource")} that cannot be made again would be destroyed", loud);
        foreach (PlanStep step in destroyed)
        {
            string how = step.Op == StepOp.Replace ? "replaced (deleted, then made anew and empty)" : "deleted";
            painter.Line($"!!   {Printable.Text($"{step.Type} {step.Name}")} would be {how}", loud);
        }

        painter.Line();
    }

    private void WriteOutputs(PropertyMap outputs)
    {
        if (outputs.Count == 0)
        {
            return;
        }

        painter.Line("Outputs:");
        int width = outputs.Keys.Max(k => k.Length);
        foreach (KeyValuePair<string, PropertyValue> output in outputs)
        {
            painter.Line($"    {Printable.Text(output.Key).PadRight(width)}  {Value(output.Value)}");
        }

        painter.Line();
    }

    private void WriteSummary(Plan plan)
    {
        foreach (string type in plan.UncheckedTypes)
        {
            painter.Line($"Not checked: the local cloud has no schema for {type}.");
        }

        PlanSummary summary = plan.Summary;
        if (!summary.HasChanges)
        {
            painter.Line($"Nothing to do: {Count(plan.Steps.Length, "resource")} as wanted.");
            return;
        }

        StringBuilder line = new("Plan: ");
        line.AppendJoin(", ", new[]
        {
            (summary.Create, "to create"), (summary.Import, "to import"), (summary.Update, "to update"),
            (summary.Replace, "to replace"), (summary.Delete, "to delete"), (summary.Same, "unchanged"),
        }.Where(p => p.Item1 > 0).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Item1} {p.Item2}")));
        painter.Line(line.Append('.').ToString());
    }

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
