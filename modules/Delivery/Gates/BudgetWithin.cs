using System.Globalization;
using System.Text.Json;
using Infra.Delivery.Envelopes;

namespace Infra.Delivery.Gates;

/// <summary>The change costs no more a month than it may, and leaves the environment within its budget.</summary>
public sealed class BudgetWithin(BudgetWithinSettings settings) : EvidenceGate
{
    /// <inheritdoc />
    public override GateName Name => GateName.BudgetWithin;

    // Prices do not move while an envelope lives.
    internal override TimeSpan MaxAge => TimeSpan.FromHours(168);

    internal override string What => "what it costs";

    internal override GateFinding Judge(JsonElement evidence, GateFacts facts)
    {
        EnvelopeJson.Exactly(evidence, ["currency", "monthlyIncrease", "monthlyForecast", "monthlyBudget"], "facts");
        if (EvidenceFacts.Text(evidence, "currency") != settings.Currency)
        {
            return GateFinding.Invalid($"its evidence is not in {settings.Currency}", $"Estimate the cost in {settings.Currency}, or change budgetWithin.currency in stacks/delivery/gates.yaml.");
        }

        long increase = EvidenceFacts.Number(evidence, "monthlyIncrease");
        long forecast = EvidenceFacts.Count(evidence, "monthlyForecast");
        long budget = EvidenceFacts.Count(evidence, "monthlyBudget");
        string[] bad =
        [
            .. increase > settings.MaxIncrease ? (string[])[string.Create(CultureInfo.InvariantCulture, $"it costs {increase} {settings.Currency} more a month, and {settings.MaxIncrease} may be")] : [],
            .. forecast * 100 > budget * settings.MaxPercentOfBudget
                ? (string[])[string.Create(CultureInfo.InvariantCulture, $"the forecast of {forecast} {settings.Currency} is over {settings.MaxPercentOfBudget} percent of the budget of {budget}")] : [],
        ];
        return bad.Length > 0
            ? GateFinding.Blocked(string.Join("; ", bad), "Make it cost less, or raise the budget.")
            : GateFinding.Passed(string.Create(CultureInfo.InvariantCulture, $"{increase} {settings.Currency} more a month, {forecast} of {budget}"));
    }
}
