using System.Collections.Immutable;
using System.Globalization;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Spectre.Console;

namespace Infra.Presenters;

/// <summary>A plan on one screen: how many steps of each kind each component has.</summary>
/// <param name="painter">Where to.</param>
/// <param name="columns">The width.</param>
internal sealed class PlanTable(Painter painter, int columns = Screen.Usual)
{
    private const string Component = "component";

    // Names of components keep so much at least; where words leave less, signs stand for them.
    private const int Names = 24;

    private static readonly (string Head, string Sign, Func<PlanSummary, int> Count)[] All =
    [
        ("create", "+", s => s.Create), ("import", "=", s => s.Import), ("update", "~", s => s.Update), ("replace", "+-", s => s.Replace), ("delete", "-", s => s.Delete), ("read", ">", s => s.Read),
        ("unchanged", "same", s => s.Same), ("resources", "all", s => s.Resources),
    ];

    /// <summary>Writes it.</summary>
    public void Write(Plan plan)
    {
        PlanSummary total = plan.Summary;
        int digits = Number(total.Resources).Length;
        bool isNarrow = All.Where(h => h.Count(total) > 0).Sum(h => h.Head.Length + 2) > columns - Names;
        (string Head, Func<PlanSummary, int> Count)[] heads = [.. All.Where(h => h.Count(total) > 0).Select(h => (isNarrow ? h.Sign.PadLeft(digits) : h.Head, h.Count))];
        ImmutableArray<PlanGroup> groups = PlanGroup.Of(plan);
        int rest = heads.Sum(h => h.Head.Length + 2);
        int names = Math.Min(groups.Select(g => Fit.Width(Printable.Text(g.Title))).Append(Component.Length).Max(), Math.Max(columns - rest, 10));
        painter.Line(Row(Component, names, heads.Select(h => h.Head), heads), new Style(decoration: Decoration.Bold));
        foreach (PlanGroup group in groups)
        {
            PlanSummary summary = group.Summary;
            painter.Line(Row(Fit.Middle(Printable.Text(group.Title), names), names, heads.Select(h => Number(h.Count(summary))), heads), Colour(summary));
        }

        painter.Line(Row("all", names, heads.Select(h => Number(h.Count(total))), heads), new Style(decoration: Decoration.Bold));
        painter.Line();
    }

    private string Row(string name, int width, IEnumerable<string> cells, (string Head, Func<PlanSummary, int> Count)[] heads) =>
        Fit.End($"{Fit.Pad(name, width)}{string.Concat(cells.Zip(heads, (cell, head) => "  " + cell.PadLeft(head.Head.Length)))}".TrimEnd(), columns);

    private static string Number(int count) => count == 0 ? "-" : count.ToString(CultureInfo.InvariantCulture);

    private static Style Colour(PlanSummary summary) =>
        summary.Delete > 0 ? Symbols.Style(StepOp.Delete) : summary.Replace > 0 ? Symbols.Style(StepOp.Replace)
        : summary.Update > 0 ? Symbols.Style(StepOp.Update) : summary.HasChanges ? Symbols.Style(StepOp.Create) : Style.Plain;
}
