using Infra.Delivery.Gates;
using Infra.Delivery.Risk;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Delivery.Tests.Gates;

public sealed class RiskWithinTests
{
    private static readonly RiskWithin Gate = new(new());

    private static GateFacts With(int score, RiskLevel level, string? strategy = null) => (strategy is null ? GateSample.Open : GateSample.With(GateName.RiskWithin, strategy)) with { Risk = new(score, level, []) };

    [Fact]
    public void A_small_risk_passes() => Assert.Equal((GateOutcome.Passed, "its risk is 30 of 100, medium"), GateSample.Judge(Gate, GateSample.Open));

    [Fact]
    public void Too_much_is_blocked_however_it_is_rolled_out() => Assert.Equal(
        (GateOutcome.Blocked, "its risk is 91 of 100, critical, and 90 may be"), GateSample.Judge(Gate, With(91, RiskLevel.Critical, """{"strategy":"blue-green"}""")));

    [Fact]
    public void High_demands_a_canary_and_critical_blue_green()
    {
        Assert.Equal((GateOutcome.Blocked, "its risk is 60 of 100, high, which demands canary"), GateSample.Judge(Gate, With(60, RiskLevel.High)));
        Assert.Equal(GateOutcome.Passed, Gate.Judge(With(60, RiskLevel.High, """{"strategy":"canary"}""")).Outcome);
        Assert.Equal(GateOutcome.Passed, Gate.Judge(With(60, RiskLevel.High, """{"strategy":"blue-green"}""")).Outcome);
        Assert.Equal(
            (GateOutcome.Blocked, "its risk is 80 of 100, critical, which demands blue-green, and it is rolled out as canary"), GateSample.Judge(Gate, With(80, RiskLevel.Critical, """{"strategy":"canary"}""")));
    }

    [Fact]
    public void Where_everything_is_made_anew_there_is_nothing_to_change_step_by_step() => Assert.Equal(
        (GateOutcome.Passed, "its risk is 60 of 100, high, and nothing runs there yet that could be changed step by step"),
        GateSample.Judge(Gate, With(60, RiskLevel.High) with { Plan = GateSample.Open.Plan with { Steps = [Sample.Step("network", StepOp.Create, PropertyMap.Empty)] } }));

    [Theory]
    [InlineData("""{"strategy":"hope"}""")]
    [InlineData("""{"strategy":2}""")]
    [InlineData("""{"strategy":"canary","and":1}""")]
    public void Malformed_evidence_is_invalid(string facts) => Assert.Equal(GateOutcome.Invalid, Gate.Judge(With(60, RiskLevel.High, facts)).Outcome);

    [Fact]
    public void A_risk_that_nobody_weighed_is_blocked() => Assert.Equal(GateOutcome.Blocked, Gate.Judge(GateSample.Open with { Risk = null }).Outcome);
}
