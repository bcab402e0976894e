using Infra.Delivery.Gates;

namespace Infra.Delivery.Tests.Gates;

public sealed class PolicyCleanTests
{
    private static readonly PolicyClean Gate = new(new());

    private static readonly PolicyFacts Minor = new([("GKE001", false)], [], 12);

    [Fact]
    public void No_violation_passes() => Assert.Equal((GateOutcome.Passed, "12 checks, none against it"), GateSample.Judge(Gate, GateSample.Open));

    [Fact]
    public void A_violation_is_named() => Assert.Equal((GateOutcome.Blocked, "violated: GKE001"), GateSample.Judge(Gate, GateSample.Open with { Policy = Minor }));

    [Fact]
    public void Without_a_judgement_nothing_is_clean()
    {
        Assert.Equal(GateOutcome.Blocked, Gate.Judge(GateSample.Open with { Policy = null }).Outcome);
        Assert.Equal(GateOutcome.Blocked, Gate.Judge(GateSample.Open with { Policy = new([], [], 0) }).Outcome);
    }

    [Fact]
    public void A_rule_that_failed_itself_leaves_it_unknown() => Assert.Equal((GateOutcome.Errored, "rules failed themselves: NET001"), GateSample.Judge(Gate, GateSample.Open with { Policy = new([], ["NET001"], 12) }));

    [Fact]
    public void An_emergency_is_judged_by_critical_rules_alone()
    {
        GateFacts emergency = GateSample.Open with { Emergency = true, Policy = Minor };

        Assert.Equal((GateOutcome.Passed, "12 checks, none of a critical rule against it; violated all the same: GKE001"), GateSample.Judge(Gate, emergency));
        Assert.Equal((GateOutcome.Passed, "12 checks, none against it"), GateSample.Judge(Gate, GateSample.Open with { Emergency = true }));
        Assert.Equal(GateOutcome.Blocked, Gate.Judge(emergency with { Policy = new([("GKE001", true)], [], 12) }).Outcome);
        Assert.Equal(GateOutcome.Blocked, new PolicyClean(new() { EmergencyCriticalOnly = false }).Judge(emergency).Outcome);
    }
}
