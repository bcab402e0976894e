using Infra.Engine.State;

namespace Infra.Engine.Steps;

/// <summary>All that a resource needs, directly or not. The near ones are looked at first, and no farther than a question asks: most answers are near.</summary>
/// <param name="needs">What the resource itself needs.</param>
/// <param name="find">The recorded resource of a URN.</param>
internal sealed class Ancestors(IEnumerable<Urn> needs, Func<Urn, ResourceState?> find)
{
    private readonly Queue<Urn> open = new(needs);
    private readonly HashSet<Urn> seen = [];

    /// <summary>Whether one is among them.</summary>
    public bool Contain(Urn urn)
    {
        while (!seen.Contains(urn) && open.TryDequeue(out Urn next))
        {
            if (seen.Add(next) && find(next) is { } found)
            {
                foreach (Urn need in found.Needs)
                {
                    open.Enqueue(need);
                }
            }
        }

        return seen.Contains(urn);
    }
}
