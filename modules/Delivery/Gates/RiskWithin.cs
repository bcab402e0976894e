using System.Globalization;
using Infra.Delivery.Risk;

namespace Infra.Delivery.Gates;

/// <summary>The change risks no more than it may, and is rolled out as carefully as its risk demands.</summary>
public sealed class RiskWithin(RiskWithinSettings settings) : Gate
{
    private static readonly string[] Words = ["rolling", "canary", "blue-green"];

    /// <inheritdoc />
    public override GateName Name => GateName.RiskWithin;

    internal override GateFinding Judge(GateFacts facts)
    {
        if (facts.Risk is not { } risk)
        {
            return GateFinding.Blocked("the risk was not weighed", "Seal a plan and pass it with --plan.");
        }

        if (risk.Score > settings.MaxScore)
        {
            return GateFinding.Blocked(string.Create(CultureInfo.InvariantCulture, $"its risk is {risk}, and {settings.MaxScore} may be"), "Split it into smaller changes.");
        }

        if (risk.Demands == RolloutStrategy.Rolling)
        {
            return GateFinding.Passed($"its risk is {risk}");
        }

        string demanded = Words[(int)risk.Demands];
        return Strategy(facts) switch
        {
            null when facts.IsFirst => GateFinding.Passed($"its risk is {risk}, and nothing runs there yet that could be changed step by step"),
            null => GateFinding.Blocked($"its risk is {risk}, which demands {demanded}", $"Pass --evidence FILE with evidence of RiskWithin that says strategy {demanded}."),
            < 0 => Malformed(facts)!,
            var strategy when strategy < (int)risk.Demands => GateFinding.Blocked($"its risk is {risk}, which demands {demanded}, and it is rolled out as {Words[strategy.Value]}", $"Roll it out as {demanded}."),
            var strategy => GateFinding.Passed($"its risk is {risk}, and it is rolled out as {Words[strategy.Value]}"),
        };
    }

    /// <summary>What is wrong with the form of its evidence; null where nothing is.</summary>
    internal GateFinding? Malformed(GateFacts facts) =>
        Strategy(facts) < 0 ? GateFinding.Invalid("its evidence is malformed: strategy is one of rolling, canary, blue-green", "Write the facts that docs/gates.md lists for RiskWithin.") : null;

    private int? Strategy(GateFacts facts)
    {
        if (!facts.Evidence.TryGetValue(Name, out Evidence? evidence))
        {
            return null;
        }

        string[] names = [.. evidence.Facts.EnumerateObject().Select(p => p.Name)];
        return names is ["strategy"] && evidence.Facts.GetProperty("strategy") is { ValueKind: System.Text.Json.JsonValueKind.String } word ? Array.IndexOf(Words, word.GetString()) : -1;
    }
}
