using System.Globalization;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Spectre.Console;

namespace Infra.Presenters;

/// <summary>A plan as people read it: what changes, component by component, in trees of resources. No line is wider than the terminal.</summary>
/// <param name="painter">Where to.</param>
/// <param name="columns">The width.</param>
internal sealed class PlanTree(Painter painter, int columns = Screen.Usual)
{
    private const string Margin = "    ";

    private static readonly Style Heading = new(decoration: Decoration.Bold);

    /// <summary>Writes it.</summary>
    /// <param name="plan">What is shown.</param>
    /// <param name="whole">The plan that it is a part of; null where it is shown whole.</param>
    public void Write(Plan plan, Plan? whole = null)
    {
        WriteLegend(plan);
        foreach (PlanGroup group in PlanGroup.Of(plan).Where(g => g.Summary.HasChanges || g.Summary.Read > 0))
        {
            WriteGroup(whole ?? plan, group);
            painter.Line();
        }

        WriteLoud(plan);
        if (whole is null)
        {
            WriteOutputs(plan);
        }

        foreach (string type in plan.UncheckedTypes)
        {
            Wrapped("", "", $"Not checked: the local cloud has no schema for {Printable.Text(type)}.", Style.Plain);
        }

        WriteLast(plan, whole);
    }

    /// <summary>The last lines of every way to show a plan: how much changes, in the words that every output has for it.</summary>
    public void WriteLast(Plan plan, Plan? whole)
    {
        if (whole is not null)
        {
            Wrapped("", "  ", string.Create(CultureInfo.InvariantCulture, $"Shown: {plan.Steps.Length} of {whole.Steps.Length} resources, {plan.Summary.Planned}."), Style.Plain);
        }

        Wrapped("", "  ", $"Plan: {(whole ?? plan).Summary.Planned}.", Style.Plain);
    }

    private void WriteLegend(Plan plan)
    {
        StepOp[] used = [.. new[] { StepOp.Create, StepOp.Import, StepOp.Update, StepOp.Replace, StepOp.Delete, StepOp.Read }.Where(o => plan.Steps.Any(s => s.Op == o))];
        if (used.Length > 0)
        {
            Wrapped("", "", string.Join("   ", used.Select(o => $"{Symbols.Of(o)} {PlanJson.Name(o)}")), Style.Plain);
            painter.Line();
        }
    }

    private void WriteGroup(Plan plan, PlanGroup group)
    {
        // A component that stands by itself is its own heading.
        PlanStep? own = group.Tops is [var only] ? group.Steps.FirstOrDefault(s => s.Urn == only && s is { Custom: false, Diff.IsEmpty: true }) : null;
        string counts = $": {group.Summary.Planned}";
        string sign = own is null ? "" : Symbols.Of(own.Op);
        string title = Fit.Middle(Printable.Text(group.Title), Math.Max(columns - 4 - Fit.Width(counts), columns / 3));
        painter.Line(Fit.End($" {sign,-2} {title}{counts}", columns), Heading);
        PlanRow[] rows = [.. PlanRow.Of(group, own)];
        int type = rows.Length == 0 ? 0 : Math.Min(rows.Max(r => Fit.Width(r.Tree(columns / 3) + r.Type)), Math.Max(columns * 45 / 100, 16));
        foreach (PlanRow row in rows)
        {
            WriteRow(plan, row, type);
        }
    }

    private void WriteRow(Plan plan, PlanRow row, int typeWidth)
    {
        PlanStep step = row.Step;
        string flags = step.Protect ? " [protected]" : "";
        string label = Fit.Pad(Fit.End(row.Tree(columns / 3) + row.Type, typeWidth), typeWidth);
        string name = Fit.Middle(Printable.Text(step.Name), columns - 4 - typeWidth - 2 - flags.Length);
        painter.Line($" {Symbols.Of(step.Op),-2} {label}  {name}{flags}".TrimEnd(), Symbols.Style(step.Op));
        string below = Margin + row.Below(columns / 3) + Margin;
        foreach (PropertyDiff diff in ReadableDiff.Of(step))
        {
            WriteDiff(below, diff, Symbols.Style(step.Op));
        }

        if (AtGoogle.Of(plan, step) is { } reach)
        {
            Wrapped(below, below, reach, Style.Plain);
        }
    }

    private void WriteLoud(Plan plan)
    {
        PlanStep[] destroyed = [.. plan.Steps.Where(s => s.IsDestructive)];
        if (destroyed.Length == 0)
        {
            return;
        }

        Style loud = new(Color.White, Color.Red, Decoration.Bold);
        Wrapped("!! ", "!! ", string.Create(CultureInfo.InvariantCulture, $"DATA LOSS: {destroyed.Length} {(destroyed.Length == 1 ? "resource" : "resources")} that cannot be made again would be destroyed"), loud);
        foreach (PlanStep step in destroyed)
        {
            string how = step.Op == StepOp.Replace ? "replaced (deleted, then made anew and empty)" : "deleted";
            Wrapped("!!   ", "!!     ", $"{TypeName.Short(step.Type)} {Printable.Text(step.Name)} would be {how}", loud);
        }

        painter.Line();
    }

    private void WriteOutputs(Plan plan)
    {
        PropertyDiff[] changed = [.. ReadableDiff.OfOutputs(plan)];
        if (changed.Length == 0)
        {
            return;
        }

        painter.Line("Outputs that change:");
        foreach (PropertyDiff diff in changed)
        {
            WriteDiff(Margin, diff, Style.Plain);
        }

        painter.Line();
    }

    private void WriteDiff(string before, PropertyDiff diff, Style style)
    {
        string sign = ValueText.Sign(diff);
        foreach (string line in ValueText.Of(diff, columns - Fit.Width(before) - 2))
        {
            painter.Line($"{before}{sign} {line}", style);
            sign = " ";
        }
    }

    private void Wrapped(string first, string others, string text, Style style)
    {
        foreach (string line in Fit.Wrap(first, others, text, columns))
        {
            painter.Line(line, style);
        }
    }
}
