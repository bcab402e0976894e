using System.Globalization;
using Pulumi;
using Pulumi.Gcp.Billing.Inputs;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Budgets;

/// <summary>The monthly budget of a project. It stops nothing: it tells those who pay.</summary>
public sealed class ProjectBudget : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:ProjectBudget";

    private const double Whole = 1.0;
    private const double Percent = 100.0;

    /// <summary>Makes the budget.</summary>
    public ProjectBudget(string name, ProjectBudgetArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        _ = new Gcp.Billing.Budget(name, new()
        {
            BillingAccount = args.BillingAccount.Value,
            DisplayName = $"{args.Project} a month",
            Amount = new BudgetAmountArgs
            {
                SpecifiedAmount = new BudgetAmountSpecifiedAmountArgs { CurrencyCode = args.Currency.Value, Units = args.Amount.ToString(CultureInfo.InvariantCulture) },
            },
            BudgetFilter = new BudgetBudgetFilterArgs
            {
                Projects = { args.Number.Apply(number => $"projects/{number}") },
                CalendarPeriod = "MONTH",
                // What is really paid.
                CreditTypesTreatment = "INCLUDE_ALL_CREDITS",
            },
            ThresholdRules =
            {
                new BudgetThresholdRuleArgs { ThresholdPercent = args.AlertPercent / Percent, SpendBasis = "CURRENT_SPEND" },
                new BudgetThresholdRuleArgs { ThresholdPercent = Whole, SpendBasis = "CURRENT_SPEND" },
                // While there is still time to do something about it.
                new BudgetThresholdRuleArgs { ThresholdPercent = Whole, SpendBasis = "FORECASTED_SPEND" },
            },
            // To those who administer and use the billing account.
            AllUpdatesRule = new BudgetAllUpdatesRuleArgs { DisableDefaultIamRecipients = false, EnableProjectLevelRecipients = true },
        }, Under.Component(this, args.After));
        RegisterOutputs();
    }
}
