using Infra.Model;
using Pulumi;

namespace Infra.Cloud.Tests.Examples;

internal static class BudgetExample
{
    public static void Run(StackSettings settings)
    {
        // README modules/Cloud/Budget/README.md
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
