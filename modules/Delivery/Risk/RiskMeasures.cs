using System.Collections.Immutable;
using Infra.Model.Plans;
using Infra.Settings.Stacks;

namespace Infra.Delivery.Risk;

/// <summary>How much of each factor a change has, 0 to 100.</summary>
internal static class RiskMeasures
{
    public static IEnumerable<RiskLine> Of(Plan plan, RiskFacts facts, RiskOptions options)
    {
        PlanStep[] changed = [.. plan.Steps.Where(s => s.Custom && s.Op is not (StepOp.Same or StepOp.Read))];
        yield return BlastRadius(changed, options);
        yield return DependencyImpact(plan, changed, options);
        yield return HistoricalFailures(facts, options);
        yield return BusinessCriticality(facts, options);
        string[] regulated = [.. facts.Tags.Where(t => options.ComplianceTags.Contains(t, StringComparer.Ordinal))];
        yield return Line(RiskFactor.ComplianceRisk, Math.Min(100, 50 * regulated.Length), regulated.Length == 0 ? "nothing that a regulator looks at" : $"it is about {string.Join(", ", regulated)}", options);
    }

    private static RiskLine BlastRadius(PlanStep[] changed, RiskOptions options)
    {
        int destroyed = changed.Count(s => s.IsDestructive);
        return destroyed > 0
            ? Line(RiskFactor.BlastRadius, 100, $"{destroyed} of {changed.Length} changed resources lose what cannot be made again", options)
            : Line(RiskFactor.BlastRadius, Share(changed.Length, options.FullAtResources), $"{changed.Length} resources change, and {options.FullAtResources} are the whole of it", options);
    }

    // Everything that depends on a changed resource, near or far, and does not change itself.
    private static RiskLine DependencyImpact(Plan plan, PlanStep[] changed, RiskOptions options)
    {
        ILookup<Urn, Urn> users = plan.Steps.SelectMany(s => s.DependsOn.Select(d => (On: d, User: s.Urn))).ToLookup(e => e.On, e => e.User);
        HashSet<Urn> reached = [.. changed.Select(s => s.Urn)];
        Queue<Urn> next = new(reached);
        int before = reached.Count;
        while (next.TryDequeue(out Urn urn))
        {
            foreach (Urn user in users[urn].Where(reached.Add))
            {
                next.Enqueue(user);
            }
        }

        int dependents = reached.Count - before;
        return Line(RiskFactor.DependencyImpact, Share(dependents, options.FullAtDependents), $"{dependents} other resources depend on them, and {options.FullAtDependents} are the whole of it", options);
    }

    private static RiskLine HistoricalFailures(RiskFacts facts, RiskOptions options)
    {
        bool[] last = [.. facts.Outcomes.Take(options.HistoryDeployments)];
        int failed = last.Count(good => !good);
        return Line(RiskFactor.HistoricalFailures, last.Length == 0 ? 0 : 100 * failed / last.Length, last.Length == 0 ? "nothing was deployed yet" : $"{failed} of the last {last.Length} deployments failed", options);
    }

    private static RiskLine BusinessCriticality(RiskFacts facts, RiskOptions options)
    {
        string[] critical = [.. facts.Tags.Where(t => options.CriticalTags.Contains(t, StringComparer.Ordinal))];
        int tier = facts.Tier switch { Tier.Production => 70, Tier.Staging => 40, _ => 10 };
        string about = critical.Length == 0 ? "" : $", and it is about {string.Join(", ", critical)}";
        return Line(RiskFactor.BusinessCriticality, tier + (critical.Length == 0 ? 0 : 30), $"the environment is {facts.Tier.ToString().ToLowerInvariant()}{about}", options);
    }

    private static RiskLine Line(RiskFactor factor, int value, string why, RiskOptions options) => new(factor, value, options.Weights[factor], why);

    private static int Share(int count, int full) => (int)(100L * Math.Min(count, full) / full);
}
