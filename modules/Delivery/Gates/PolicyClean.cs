using System.Globalization;

namespace Infra.Delivery.Gates;

/// <summary>No rule is violated without a waiver, and none broke.</summary>
public sealed class PolicyClean(PolicyCleanSettings settings) : Gate
{
    /// <inheritdoc />
    public override GateName Name => GateName.PolicyClean;

    internal override GateFinding Judge(GateFacts facts)
    {
        if (facts.Policy is not { Judged: > 0 } policy)
        {
            return GateFinding.Blocked("no rule evaluated the plan", "Run `infra policy check ENV`.");
        }

        if (!policy.Broken.IsEmpty)
        {
            return GateFinding.Errored($"rules failed themselves: {string.Join(", ", policy.Broken)}", retryable: false);
        }

        bool criticalOnly = facts.Emergency && settings.EmergencyCriticalOnly;
        string[] violated = Rules(policy, v => v.Critical || !criticalOnly);
        string[] spared = Rules(policy, v => !v.Critical && criticalOnly);
        return violated.Length > 0
            ? GateFinding.Blocked($"violated: {string.Join(", ", violated)}", "Fix what `infra policy check ENV` shows.")
            : GateFinding.Passed(string.Create(CultureInfo.InvariantCulture, $"{policy.Judged} checks, none {(spared.Length == 0 ? "against it" : $"of a critical rule against it; violated all the same: {string.Join(", ", spared)}")}"));
    }

    private static string[] Rules(PolicyFacts policy, Func<(string Rule, bool Critical), bool> which) => [.. policy.Violated.Where(which).Select(v => v.Rule).Distinct(StringComparer.Ordinal)];
}
