namespace Infra.Delivery.Risk;

/// <summary>What one factor adds to the score.</summary>
/// <param name="Factor">The factor.</param>
/// <param name="Value">How much of it there is, 0 to 100.</param>
/// <param name="Weight">Its weight, percent. <paramref name="Value"/> times this, over 100, is added.</param>
/// <param name="Why">Where the value comes from, as a clause.</param>
public sealed record RiskLine(RiskFactor Factor, int Value, int Weight, string Why);
