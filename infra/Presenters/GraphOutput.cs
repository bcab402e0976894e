using System.Globalization;
using System.Text;
using Infra.Model.Masking;
using Infra.Model.Plans;

namespace Infra.Presenters;

/// <summary>The components of a plan and who needs whom, for tools that draw. An arrow leads from what needs to what is needed.</summary>
internal static class GraphOutput
{
    /// <summary>The graph of a plan.</summary>
    public static string Of(Plan plan, OutputFormat format)
    {
        PlanGraph graph = PlanGraph.Of(plan);
        Dictionary<Urn, string> ids = graph.Nodes.Select((n, i) => (n.Urn, Id: string.Create(CultureInfo.InvariantCulture, $"n{i}"))).ToDictionary(n => n.Urn, n => n.Id);
        return format == OutputFormat.Dot ? Dot(plan, graph, ids) : Mermaid(graph, ids);
    }

    private static string Mermaid(PlanGraph graph, Dictionary<Urn, string> ids)
    {
        StringBuilder text = new("%% An arrow leads from what needs to what is needed.\nflowchart LR\n");
        foreach ((Urn urn, PlanSummary summary) in graph.Nodes)
        {
            text.Append($"  {ids[urn]}[\"{MermaidText($"{TypeName.Short(urn.Type)} {urn.Name}")}<br/>{summary.Planned}\"]\n");
        }

        return text.Append(string.Concat(graph.Edges.Select(e => $"  {ids[e.From]} --> {ids[e.To]}\n"))).ToString();
    }

    private static string Dot(Plan plan, PlanGraph graph, Dictionary<Urn, string> ids)
    {
        StringBuilder text = new($"// An arrow leads from what needs to what is needed.\ndigraph \"{DotText(plan.Stack)}\" {{\n  rankdir=LR;\n  node [shape=box];\n");
        foreach ((Urn urn, PlanSummary summary) in graph.Nodes)
        {
            text.Append($"  {ids[urn]} [label=\"{DotText($"{TypeName.Short(urn.Type)} {urn.Name}")}\\n{summary.Planned}\"];\n");
        }

        return text.Append(string.Concat(graph.Edges.Select(e => $"  {ids[e.From]} -> {ids[e.To]};\n"))).Append("}\n").ToString();
    }

    // Mermaid writes a character as # and its number; a sign of its grammar, of Markdown or of HTML is never itself.
    private static string MermaidText(string text)
    {
        StringBuilder safe = new(text.Length);
        foreach (Rune rune in Printable.Text(text).EnumerateRunes())
        {
            safe.Append(Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '-' or '.' or '/' ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"#{rune.Value};"));
        }

        return safe.ToString();
    }

    private static string DotText(string text) => Printable.Text(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
