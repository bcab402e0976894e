using System.Collections.Immutable;

namespace Infra.Model.Plans;

/// <summary>Which resource of a plan stands directly below the stack, and which belong to it. A circle of parents, which only a file can hold, ends where it closes.</summary>
public sealed class PlanTops
{
    private readonly Dictionary<Urn, PlanStep> steps = [];
    private readonly Dictionary<Urn, Urn> tops = [];

    /// <summary>Reads a plan.</summary>
    public PlanTops(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (PlanStep step in plan.Steps)
        {
            // An old half of a replacement has the URN of the new one; where it belongs is the same.
            steps.TryAdd(step.Urn, step);
        }
    }

    /// <summary>The step of a resource; null where the plan has none.</summary>
    public PlanStep? Find(Urn urn) => steps.GetValueOrDefault(urn);

    /// <summary>The resource below the stack that a resource is a part of: itself, where it stands there or is the stack.</summary>
    public Urn TopOf(Urn urn)
    {
        if (tops.TryGetValue(urn, out Urn known))
        {
            return known;
        }

        HashSet<Urn> way = [];
        Urn at = urn;
        while (way.Add(at) && steps.TryGetValue(at, out PlanStep? step) && step.Parent is { } parent && parent.Type != Urn.RootType && steps.ContainsKey(parent))
        {
            at = parent;
        }

        foreach (Urn passed in way)
        {
            tops[passed] = at;
        }

        return at;
    }

    /// <summary>The resources that a resource is a part of, itself first and without the stack.</summary>
    public ImmutableArray<Urn> Ancestors(Urn urn)
    {
        HashSet<Urn> seen = [];
        ImmutableArray<Urn>.Builder way = ImmutableArray.CreateBuilder<Urn>();
        for (Urn? at = urn; at is { } known && known.Type != Urn.RootType && seen.Add(known); at = steps.GetValueOrDefault(known)?.Parent)
        {
            way.Add(known);
        }

        return way.ToImmutable();
    }
}
