using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Spectre.Console;

namespace Infra.Presenters;

/// <summary>All that a plan says of one resource or component. Nothing is cut, so that it can be copied; a terminal breaks what is too long.</summary>
/// <param name="painter">Where to.</param>
internal sealed class PlanDetail(Painter painter)
{
    private const int Labels = 12;

    /// <summary>Writes it.</summary>
    public void Write(Plan plan, PlanStep step)
    {
        painter.Line($" {Symbols.Of(step.Op),-2} {TypeName.Short(step.Type)} {Printable.Text(step.Name)}: {PlanJson.Name(step.Op)}", Symbols.Style(step.Op));
        Entry("urn", [Printable.Text(step.Urn.Value)]);
        Entry("type", [Printable.Text(step.Type)]);
        Entry("part of", step.Parent is { } parent ? [Named(parent)] : []);
        Entry("provider", step.Provider is { } provider ? [Named(provider)] : []);
        Entry("protected", step.Protect ? ["yes: deleting or replacing it is refused"] : []);
        Entry("stateful", step.Stateful ? ["yes: it holds what cannot be made again"] : []);
        Entry("replaces", step.Op == StepOp.Replace ? [step.DeleteBeforeReplace ? "the old one is deleted first" : "the old one is deleted last"] : []);
        Entry("depends on", [.. step.DependsOn.Select(Named)]);
        Entry("parts", [.. new PlanSelection(plan).Parts(step).Select(p => $"{Symbols.Of(p.Op),-2} {Named(p.Urn)}")]);
        Entry("changes", [.. ReadableDiff.Of(step).Select(d => $"{ValueText.Sign(d)} {ValueText.Line(d)}")]);
        Entry("at Google", AtGoogle.Of(plan, step) is { } reach ? [reach] : []);
        Entry("inputs", [.. step.Inputs.SelectMany(e => Lines(e.Key, e.Value, ""))]);
        painter.Line();
    }

    private void Entry(string label, string[] lines)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            painter.Line($"    {(i == 0 ? label : "").PadRight(Labels)}{lines[i]}", Style.Plain);
        }
    }

    private static string Named(Urn urn) => $"{TypeName.Short(urn.Type)} {Printable.Text(urn.Name)}";

    private static IEnumerable<string> Lines(string key, PropertyValue value, string indent)
    {
        string name = $"{indent}{Printable.Text(key)}:";
        return value switch
        {
            MapValue { Map.Count: > 0 } map => map.Map.SelectMany(e => Lines(e.Key, e.Value, indent + "  ")).Prepend(name),
            ListValue { Items.Length: > 0 } list => list.Items.SelectMany((item, i) => Lines($"[{i}]", item, indent + "  ")).Prepend(name),
            _ => [$"{name} {ValueText.Of(value)}"],
        };
    }
}
