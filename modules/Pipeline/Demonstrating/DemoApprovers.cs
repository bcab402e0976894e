using System.Collections.Immutable;
using Infra.Delivery.Approvals;
using Infra.Model.Errors;

namespace Infra.Pipeline.Demonstrating;

/// <summary>Chooses who approves: a person for each place that is open, nobody in two, by the company's own list.</summary>
/// <param name="settings">Who may approve what.</param>
public sealed class DemoApprovers(ApprovalSettings settings)
{
    /// <summary>Who fills each place, with the role that they approve in.</summary>
    /// <param name="places">The role of each place; null for one that any role fills.</param>
    /// <param name="taken">Who approved already, or may not.</param>
    /// <exception cref="InfraException">The company has too few people for these places.</exception>
    public ImmutableArray<(string Person, string Role)> For(IReadOnlyList<string?> places, IReadOnlyCollection<string> taken)
    {
        ArgumentNullException.ThrowIfNull(places);

        // The roles that fewest people have come first; who is left fills the places of any role.
        string?[] order = [.. places.OrderBy(p => p is null ? int.MaxValue : PeopleOf(p).Count()).ThenBy(p => p, StringComparer.Ordinal)];
        (string, string)[] chosen = new (string, string)[order.Length];
        return Fill(order, 0, chosen, [.. taken])
            ? [.. chosen]
            : throw new InfraException(ErrorKind.Configuration, $"stacks/delivery/approvals.yaml has not enough people to approve as {string.Join(", ", order.Select(p => p ?? "any role"))}, each another person. Add people to these roles.");
    }

    private bool Fill(string?[] places, int at, (string Person, string Role)[] chosen, HashSet<string> taken)
    {
        if (at == places.Length)
        {
            return true;
        }

        foreach (string person in PeopleOf(places[at]).Where(p => !taken.Contains(p)))
        {
            chosen[at] = (person, places[at] ?? settings.RolesOf(person)[0]);
            taken.Add(person);
            if (Fill(places, at + 1, chosen, taken))
            {
                return true;
            }

            taken.Remove(person);
        }

        return false;
    }

    // Who has the fewest roles is left over last.
    private IEnumerable<string> PeopleOf(string? role) => settings.People.Select(p => p.Name)
        .Where(p => role is null ? settings.RolesOf(p).Length > 0 : settings.RolesOf(p).Contains(role, StringComparer.Ordinal))
        .OrderBy(p => settings.RolesOf(p).Length).ThenBy(p => p, StringComparer.Ordinal);
}
