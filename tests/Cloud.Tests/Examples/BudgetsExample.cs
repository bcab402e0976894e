using Infra.Cloud.Budgets;
using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Tests.Examples;

internal static class BudgetsExample
{
    public static void Run(StackSettings settings)
    {
        // README modules/Cloud/Budgets/README.md
        var budget = new ProjectBudget("dev-budget", new()
        {
            Project = settings.Project,
            Number = Output.Create("600768467241"),
            BillingAccount = BillingAccountId.Of("01A2B3-C4D5E6-F70819"),
            Currency = CurrencyCode.Of("INR"),
            Amount = 400_000,
        });
        // END
        Assert.NotNull(budget);
    }
}
