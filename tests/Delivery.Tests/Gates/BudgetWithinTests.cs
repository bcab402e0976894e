using Infra.Delivery.Gates;

namespace Infra.Delivery.Tests.Gates;

public sealed class BudgetWithinTests
{
    private static readonly BudgetWithin Gate = new(new());

    [Fact]
    public void A_cost_within_both_bounds_passes() => Assert.Equal((GateOutcome.Passed, "1000 INR more a month, 70000 of 100000"), GateSample.Judge(Gate, GateSample.Open));

    [Fact]
    public void Both_bounds_hold() => Assert.Equal(
        (GateOutcome.Blocked, "it costs 100001 INR more a month, and 100000 may be; the forecast of 80001 INR is over 80 percent of the budget of 100000"),
        GateSample.Judge(Gate, GateSample.With(GateName.BudgetWithin, """{"currency":"INR","monthlyIncrease":100001,"monthlyForecast":80001,"monthlyBudget":100000}""")));

    [Fact]
    public void Without_a_budget_everything_is_too_much() => Assert.Equal(
        GateOutcome.Blocked, Gate.Judge(GateSample.With(GateName.BudgetWithin, """{"currency":"INR","monthlyIncrease":0,"monthlyForecast":1,"monthlyBudget":0}""")).Outcome);

    [Fact]
    public void Another_currency_is_invalid() => Assert.Equal(
        (GateOutcome.Invalid, "its evidence is not in INR"),
        GateSample.Judge(Gate, GateSample.With(GateName.BudgetWithin, """{"currency":"EUR","monthlyIncrease":0,"monthlyForecast":1,"monthlyBudget":2}""")));
}
