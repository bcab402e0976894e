using System.Collections.Immutable;
using Infra.Model.Plans;

namespace Infra.Delivery.Envelopes;

/// <summary>Compares a sealed plan with the plan that would be made now.</summary>
public static class PlanComparison
{
    /// <summary>What differs, a line a resource, in the order of URNs.</summary>
    public static ImmutableArray<string> Differences(Plan sealedPlan, Plan present)
    {
        ArgumentNullException.ThrowIfNull(sealedPlan);
        ArgumentNullException.ThrowIfNull(present);
        ILookup<Urn, PlanStep> was = sealedPlan.Steps.ToLookup(s => s.Urn);
        ILookup<Urn, PlanStep> now = present.Steps.ToLookup(s => s.Urn);
        ImmutableArray<string> differences =
        [
            .. was.Select(g => g.Key).Union(now.Select(g => g.Key)).OrderBy(u => u.Value, StringComparer.Ordinal)
                .Select(urn => OfResource(urn, [.. was[urn]], [.. now[urn]])).OfType<string>(),
        ];
        bool reordered = differences.IsEmpty && !sealedPlan.Steps.Select(s => s.Urn).SequenceEqual(present.Steps.Select(s => s.Urn));
        return reordered ? ["the steps come in another order"]
            : differences.IsEmpty && !sealedPlan.Outputs.Equals(present.Outputs) ? ["the outputs of the stack differ"]
            : differences.IsEmpty && !sealedPlan.UncheckedTypes.SequenceEqual(present.UncheckedTypes) ? ["the types that no schema checks differ"]
            : differences;
    }

    private static string? OfResource(Urn urn, PlanStep[] was, PlanStep[] now)
    {
        if (was.Length != now.Length)
        {
            return was.Length > now.Length ? $"{urn}: {Ops(was)} was sealed, and is not planned any more" : $"{urn}: {Ops(now)} is planned, and was not sealed";
        }

        for (int i = 0; i < was.Length; i++)
        {
            if (was[i].Op != now[i].Op)
            {
                return $"{urn}: {PlanJson.Name(was[i].Op)} was sealed, and {PlanJson.Name(now[i].Op)} is planned";
            }

            if (Changed(was[i], now[i]) is { } what)
            {
                return $"{urn}: {what} is not as it was sealed";
            }
        }

        return null;
    }

    private static string? Changed(PlanStep was, PlanStep now)
    {
        if (!was.Inputs.Equals(now.Inputs))
        {
            return string.Join(", ", was.Inputs.Keys.Union(now.Inputs.Keys, StringComparer.Ordinal).Where(k => !Equals(was.Inputs[k], now.Inputs[k])).Order(StringComparer.Ordinal));
        }

        return !was.Diff.SequenceEqual(now.Diff) ? "what it changes"
            : !was.DependsOn.SequenceEqual(now.DependsOn) || was.Parent != now.Parent || was.Provider != now.Provider ? "what it depends on"
            : was.Protect != now.Protect || was.Stateful != now.Stateful || was.DeleteBeforeReplace != now.DeleteBeforeReplace || was.Custom != now.Custom ? "how it is protected or replaced"
            : null;
    }

    private static string Ops(PlanStep[] steps) => string.Join(" and ", steps.Select(s => PlanJson.Name(s.Op)));
}
