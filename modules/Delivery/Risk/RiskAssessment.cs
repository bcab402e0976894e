using System.Collections.Immutable;
using System.Globalization;
using Infra.Model.Plans;

namespace Infra.Delivery.Risk;

/// <summary>The risk of a change, and what it demands.</summary>
/// <param name="Score">0 to 100.</param>
/// <param name="Level">Its level.</param>
/// <param name="Lines">Where the score comes from, a line a factor.</param>
public sealed record RiskAssessment(int Score, RiskLevel Level, ImmutableArray<RiskLine> Lines)
{
    /// <summary>The least careful way of rolling it out that is allowed. High: canary; critical: blue-green.</summary>
    public RolloutStrategy Demands => Level switch
    {
        RiskLevel.Critical => RolloutStrategy.BlueGreen,
        RiskLevel.High => RolloutStrategy.Canary,
        _ => RolloutStrategy.Rolling,
    };

    /// <summary>One line, for the audit record: <c>42 of 100, medium</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Score} of 100, {Level.ToString().ToLowerInvariant()}");

    /// <summary>Weighs a change. The same inputs give the same score.</summary>
    public static RiskAssessment Of(Plan plan, RiskFacts facts, RiskOptions options)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(options);
        ImmutableArray<RiskLine> lines = [.. RiskMeasures.Of(plan, facts, options)];

        // Rounded once, half up, so that lines and score agree.
        int score = (lines.Sum(l => l.Value * l.Weight) + 50) / 100;
        RiskLevel level = score >= options.Critical ? RiskLevel.Critical : score >= options.High ? RiskLevel.High : score >= options.Medium ? RiskLevel.Medium : RiskLevel.Low;
        return new(score, level, lines);
    }
}
