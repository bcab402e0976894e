using System.Collections.Immutable;
using Infra.Model.Errors;
using Infra.Model.Masking;

namespace Infra.Model.Plans;

/// <summary>Finds resources of a plan by what people call them.</summary>
/// <param name="plan">The plan.</param>
public sealed class PlanSelection(Plan plan)
{
    // Enough to see a misspelt name; the plan shows the rest.
    private const int MostSuggested = 5;

    private readonly PlanTops tops = new(plan);

    /// <summary>The steps of resources and components of these names or URNs.</summary>
    /// <param name="option">The option that the names were given with, for messages.</param>
    /// <param name="names">The names.</param>
    /// <exception cref="InfraException">There is none of a name; every such name is said, with those that are near.</exception>
    public ImmutableArray<PlanStep> Named(string option, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] unknown = [.. names.Where(n => !plan.Steps.Any(s => Is(s, n))).Distinct(StringComparer.Ordinal)];
        if (unknown.Length > 0)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', unknown.Select(n => $"{option} is '{Printable.Text(n)}', and the plan of {plan.Stack} has no resource or component of that name. {Near(n)}")));
        }

        return [.. plan.Steps.Where(s => names.Any(n => Is(s, n)))];
    }

    /// <summary>The plan with these steps and what they need alone: what is a part of them, what they depend on, their providers, and what each is a part of.</summary>
    public Plan Closure(ImmutableArray<PlanStep> wanted)
    {
        HashSet<Urn> kept = [];
        Stack<Urn> open = new();
        HashSet<Urn> asked = [.. wanted.Select(s => s.Urn)];
        foreach (PlanStep step in plan.Steps.Where(s => asked.Contains(s.Urn) || tops.Ancestors(s.Urn).Any(asked.Contains)))
        {
            open.Push(step.Urn);
        }

        while (open.TryPop(out Urn urn))
        {
            if (kept.Add(urn) && tops.Find(urn) is { } step)
            {
                foreach (Urn needed in step.DependsOn.Concat(new[] { step.Provider, step.Parent }.OfType<Urn>()))
                {
                    open.Push(needed);
                }
            }
        }

        return plan with { Steps = [.. plan.Steps.Where(s => kept.Contains(s.Urn))] };
    }

    /// <summary>What is directly a part of a resource, in the order of the plan.</summary>
    public ImmutableArray<PlanStep> Parts(PlanStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return [.. plan.Steps.Where(s => s.Parent == step.Urn && s.Urn != step.Urn)];
    }

    private static bool Is(PlanStep step, string name) => step.Name == name || step.Urn.Value == name;

    private string Near(string name)
    {
        string[] all = [.. plan.Steps.Select(s => s.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] near = [.. all.Where(n => name.Length > 1 && (n.Contains(name, StringComparison.OrdinalIgnoreCase) || name.Contains(n, StringComparison.OrdinalIgnoreCase)))];
        return near.Length == 0
            ? "`infra preview ENV --summary` and `infra graph ENV` name what there is."
            : $"Near it are {string.Join(", ", near.Take(MostSuggested).Select(n => $"'{Printable.Text(n)}'"))}{(near.Length > MostSuggested ? $" and {near.Length - MostSuggested} more" : "")}.";
    }
}
