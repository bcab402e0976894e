using Infra.Delivery.Gates;

namespace Infra.Delivery.Tests.Gates;

public sealed class PlanFreshTests
{
    private static readonly PlanFresh Gate = new(new());

    [Fact]
    public void A_sealed_plan_that_fits_passes() => Assert.Equal((GateOutcome.Passed, "sealed at 2026-11-20T04:30:00Z, and everything is as it was"), GateSample.Judge(Gate, GateSample.Open));

    [Fact]
    public void A_plan_without_steps_is_no_success() => Assert.Equal(GateOutcome.Blocked, Gate.Judge(GateSample.Open with { Plan = Sample.Plan with { Steps = [] } }).Outcome);

    [Fact]
    public void A_plan_that_nobody_sealed_is_blocked() => Assert.Equal((GateOutcome.Blocked, "the plan is not sealed"), GateSample.Judge(Gate, GateSample.Open with { Envelope = null }));

    [Fact]
    public void What_changed_is_named_three_at_most() => Assert.Equal((GateOutcome.Blocked, "a; b; c; and 1 more"), GateSample.Judge(Gate, GateSample.Open with { Differences = ["a", "b", "c", "d"] }));

    [Fact]
    public void An_old_envelope_is_blocked_after_exactly_its_hours()
    {
        PlanFresh strict = new(new() { MaxAgeHours = 1 });

        Assert.Equal(GateOutcome.Passed, strict.Judge(GateSample.Open).Outcome);
        Assert.Equal((GateOutcome.Blocked, "it was sealed at 2026-11-20T04:30:00Z, more than 1 hours ago"), GateSample.Judge(strict, GateSample.Open with { Now = GateSample.Now.AddSeconds(1) }));
    }
}
