using Infra.Model.Values;
using Pulumi;

namespace Infra.Cloud.Budgets;

/// <summary>What a <see cref="ProjectBudget"/> is made from.</summary>
public sealed record ProjectBudgetArgs
{
    /// <summary>The project, for the budget's name.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Its number.</summary>
    public required Output<string> Number { get; init; }

    /// <summary>Who pays.</summary>
    public required BillingAccountId BillingAccount { get; init; }

    /// <summary>The currency of the billing account.</summary>
    public required CurrencyCode Currency { get; init; }

    /// <summary>What the project may cost a month, in whole units of the currency.</summary>
    public required int Amount { get; init; }

    /// <summary>The share of the amount at which an alert comes, in percent. Default: 80 %.</summary>
    public int AlertPercent { get; init; } = 80;

    /// <summary>What must exist before: the API billingbudgets of the seed project. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
