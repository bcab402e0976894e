using System.Collections.Immutable;

namespace Infra.Engine.State;

/// <summary>Puts resources into the order of the program, so that the same stack is the same bytes whatever its history.</summary>
internal static class StateOrder
{
    /// <summary>Resources of the program in program order; others stay behind what they need, in the order that they had.</summary>
    public static ImmutableArray<ResourceState> Arrange(ImmutableArray<ResourceState> resources, IReadOnlyDictionary<Urn, int> order)
    {
        ILookup<Urn, ResourceState> byUrn = resources.ToLookup(r => r.Urn);
        List<ResourceState> arranged = new(resources.Length);
        HashSet<ResourceState> placed = new(ReferenceEqualityComparer.Instance);
        Stack<(ResourceState Resource, bool Ready)> open = new();
        foreach (ResourceState first in resources.Select((r, i) => (r, i)).OrderBy(p => p.r.PendingDelete ? int.MaxValue : order.GetValueOrDefault(p.r.Urn, int.MaxValue)).ThenBy(p => p.i).Select(p => p.r))
        {
            open.Push((first, false));
            while (open.TryPop(out (ResourceState Resource, bool Ready) next))
            {
                if (next.Ready)
                {
                    arranged.Add(next.Resource);
                }
                else if (placed.Add(next.Resource))
                {
                    open.Push((next.Resource, true));
                    foreach (ResourceState need in next.Resource.Needs.SelectMany(n => byUrn[n]).Where(n => !n.PendingDelete || next.Resource.PendingDelete).Reverse())
                    {
                        open.Push((need, false));
                    }
                }
            }
        }

        return [.. arranged];
    }
}
