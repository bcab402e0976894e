using Infra.Model.Plans;

namespace Infra.Presenters;

/// <summary>A row of the tree of a group.</summary>
/// <param name="Step">The resource.</param>
/// <param name="Branches">What stands in front of it.</param>
/// <param name="Trunk">What stands in front of the lines below it.</param>
internal sealed record PlanRow(PlanStep Step, string Branches, string Trunk)
{
    // Deeper trees than any screen shows keep the end of what stands in front.
    private const int Deepest = 300;

    /// <summary>The type as people read it.</summary>
    public string Type => TypeName.Short(Step.Type);

    /// <summary>The rows of a group: what changes, with what it is a part of.</summary>
    /// <param name="group">The group.</param>
    /// <param name="heading">The component that is the group's heading and needs no row; null where there is none.</param>
    public static IEnumerable<PlanRow> Of(PlanGroup group, PlanStep? heading)
    {
        ILookup<Urn, PlanStep> parts = group.Steps.Where(s => s.Parent is { } p && p != s.Urn).ToLookup(s => s.Parent!.Value);
        HashSet<Urn> shown = Shown(group);
        HashSet<Urn> there = [.. group.Steps.Select(s => s.Urn)];
        HashSet<PlanStep> written = new(ReferenceEqualityComparer.Instance);
        PlanStep[] roots = heading is null ? [.. group.Steps.Where(s => s.Parent is not { } parent || parent == s.Urn || !there.Contains(parent))] : [];
        List<PlanRow> rows = [];
        if (heading is not null)
        {
            written.Add(heading);
            Below(heading, "");
        }

        // What a circle of parents keeps from every root is shown all the same.
        foreach (PlanStep root in roots.Concat(group.Steps))
        {
            Add(root, "", "");
        }

        return rows;

        void Add(PlanStep step, string branches, string trunk)
        {
            if (shown.Contains(step.Urn) && written.Add(step))
            {
                rows.Add(new PlanRow(step, branches, trunk));
                Below(step, trunk);
            }
        }

        void Below(PlanStep step, string trunk)
        {
            trunk = trunk.Length > Deepest ? trunk[^Deepest..] : trunk;
            PlanStep[] visible = [.. parts[step.Urn].Where(c => shown.Contains(c.Urn) && !written.Contains(c))];
            for (int i = 0; i < visible.Length; i++)
            {
                bool last = i == visible.Length - 1;
                Add(visible[i], trunk + (last ? "└─ " : "├─ "), trunk + (last ? "   " : "│  "));
            }
        }
    }

    /// <summary>What stands in front of it, cut at its beginning where it is deeper than there is room.</summary>
    public string Tree(int columns) => Fit.Start(Branches, columns);

    /// <summary>The same for the lines below it.</summary>
    public string Below(int columns) => Fit.Start(Trunk, columns);

    private static HashSet<Urn> Shown(PlanGroup group)
    {
        Dictionary<Urn, Urn?> parents = [];
        foreach (PlanStep step in group.Steps)
        {
            parents[step.Urn] = step.Parent;
        }

        HashSet<Urn> shown = [];
        foreach (PlanStep step in group.Steps.Where(s => s.Op != StepOp.Same))
        {
            for (Urn? urn = step.Urn; urn is { } known && parents.ContainsKey(known) && shown.Add(known); urn = parents.GetValueOrDefault(known))
            {
            }
        }

        return shown;
    }
}
