using System.Collections.Immutable;

namespace Infra.Model.Plans;

/// <summary>The components of a plan and which needs which.</summary>
/// <param name="Nodes">What stands directly below the stack, in ordinal order of URN, with what happens to all that belongs to it.</param>
/// <param name="Edges">Who needs whom, in ordinal order; each pair once, and none to itself.</param>
public sealed record PlanGraph(ImmutableArray<(Urn Urn, PlanSummary Summary)> Nodes, ImmutableArray<(Urn From, Urn To)> Edges)
{
    /// <summary>The graph of a plan. Providers are left out: everything needs one.</summary>
    public static PlanGraph Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        PlanTops tops = new(plan);
        ImmutableArray<(Urn, PlanSummary)> nodes =
        [
            .. plan.Steps.GroupBy(s => tops.TopOf(s.Urn)).Where(g => IsShown(g.Key)).OrderBy(g => g.Key.Value, StringComparer.Ordinal).Select(g => (g.Key, PlanSummary.Of(g))),
        ];
        HashSet<Urn> there = [.. nodes.Select(n => n.Item1)];
        ImmutableArray<(Urn, Urn)> edges =
        [
            .. plan.Steps.SelectMany(s => s.DependsOn.Select(d => (From: tops.TopOf(s.Urn), To: tops.TopOf(d))))
                .Where(e => e.From != e.To && there.Contains(e.From) && there.Contains(e.To)).Distinct()
                .OrderBy(e => e.From.Value, StringComparer.Ordinal).ThenBy(e => e.To.Value, StringComparer.Ordinal),
        ];
        return new PlanGraph(nodes, edges);
    }

    private static bool IsShown(Urn urn) => urn.Type != Urn.RootType && !urn.Type.StartsWith("pulumi:providers:", StringComparison.Ordinal);
}
