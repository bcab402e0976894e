namespace Infra.Delivery.Gates;

/// <summary>Settings of <see cref="BudgetWithin"/>.</summary>
public sealed record BudgetWithinSettings
{
    /// <summary>The currency of the evidence, ISO 4217.</summary>
    public string Currency { get; init; } = "INR";

    /// <summary>The greatest increase a month, whole units of the currency.</summary>
    public int MaxIncrease { get; init; } = 100_000;

    /// <summary>The greatest forecast, percent of the monthly budget.</summary>
    public int MaxPercentOfBudget { get; init; } = 80;
}
