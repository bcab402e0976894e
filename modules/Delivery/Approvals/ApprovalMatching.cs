using System.Collections.Immutable;

namespace Infra.Delivery.Approvals;

/// <summary>
/// Gives places to people so that as many places as possible are filled and nobody fills two: the largest matching of a bipartite graph,
/// by augmenting paths (Kuhn). So twelve people of one role fill one place of it, and one person in two roles fills one.
/// </summary>
internal static class ApprovalMatching
{
    /// <summary>Who fills each place; null where nobody is left.</summary>
    /// <param name="slots">The role of each place; null for one that any approval fills.</param>
    /// <param name="voters">Who approved, each once. The same input gives the same answer.</param>
    public static ImmutableArray<string?> Fill(ImmutableArray<string?> slots, ImmutableArray<ApprovalVoter> voters)
    {
        int[] slotOf = [.. Enumerable.Repeat(-1, voters.Length)];
        for (int slot = 0; slot < slots.Length; slot++)
        {
            TryFill(slot, slots, voters, slotOf, new bool[voters.Length]);
        }

        string?[] filled = new string?[slots.Length];
        for (int voter = 0; voter < voters.Length; voter++)
        {
            if (slotOf[voter] >= 0)
            {
                filled[slotOf[voter]] = voters[voter].Person;
            }
        }

        return [.. filled];
    }

    private static bool TryFill(int slot, ImmutableArray<string?> slots, ImmutableArray<ApprovalVoter> voters, int[] slotOf, bool[] tried)
    {
        for (int voter = 0; voter < voters.Length; voter++)
        {
            bool fits = slots[slot] is not { } role || voters[voter].Roles.Contains(role, StringComparer.Ordinal);
            if (fits && !tried[voter])
            {
                tried[voter] = true;
                if (slotOf[voter] < 0 || TryFill(slotOf[voter], slots, voters, slotOf, tried))
                {
                    slotOf[voter] = slot;
                    return true;
                }
            }
        }

        return false;
    }
}
