using Infra.Delivery.Gates;

namespace Infra.Delivery.Tests.Gates;

public sealed class SoakElapsedTests
{
    private static readonly SoakElapsed Gate = new(new());

    [Fact]
    public void Enough_hours_pass() => Assert.Equal((GateOutcome.Passed, "staging runs it since 2026-11-20T02:30:00Z"), GateSample.Judge(Gate, GateSample.Open));

    [Fact]
    public void It_opens_by_itself_at_a_known_time()
    {
        GateFinding found = new SoakElapsed(new() { Hours = 4 }).Judge(GateSample.Open);

        Assert.Equal((GateOutcome.Blocked, GateSample.Now.AddHours(1)), (found.Outcome, found.Until));
        Assert.Equal(GateOutcome.Passed, new SoakElapsed(new() { Hours = 4 }).Judge(GateSample.Open with { Now = GateSample.Now.AddHours(1) }).Outcome);
    }

    [Fact]
    public void An_environment_that_does_not_run_it_is_named() => Assert.Equal(
        (GateOutcome.Blocked, "canary does not run what is sealed: this program with this release"), GateSample.Judge(new SoakElapsed(new() { From = "canary" }), GateSample.Open));

    [Fact]
    public void What_the_environment_itself_ran_for_long_enough_has_soaked()
    {
        GateFacts back = GateSample.Open with { RunningSince = GateSample.Open.RunningSince.Clear(), RanBefore = new(GateSample.Now.AddHours(-50), GateSample.Now.AddHours(-48)) };

        Assert.Equal((GateOutcome.Passed, "prod ran it from 2026-11-18T03:30:00Z to 2026-11-18T05:30:00Z"), GateSample.Judge(Gate, back));
        Assert.Equal(
            (GateOutcome.Blocked, "staging does not run what is sealed: this program with this release; prod ran it from 2026-11-18T03:30:00Z to 2026-11-18T05:29:59Z, and 2 hours are asked for"),
            GateSample.Judge(Gate, back with { RanBefore = back.RanBefore! with { Until = back.RanBefore!.Until.AddSeconds(-1) } }));
    }
}
