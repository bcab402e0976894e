using Infra.Delivery.Gates;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Delivery.Tests.Gates;

public sealed class HealthGoodTests
{
    private static readonly HealthGood Gate = new(new());

    [Fact]
    public void A_healthy_environment_passes() => Assert.Equal((GateOutcome.Passed, "10 of 10000 requests fail, latency 300 ms"), GateSample.Judge(Gate, GateSample.Open));

    [Fact]
    public void Everything_that_is_bad_is_named() => Assert.Equal(
        (GateOutcome.Blocked, "not healthy: auth; 501 of 10000 requests fail, and 500 may; the 99th percentile of latency is 2001 ms, and 2000 may be"),
        GateSample.Judge(Gate, GateSample.With(GateName.HealthGood, """{"unhealthy":["auth"],"requests":1,"errorBasisPoints":501,"latencyP99Ms":2001}""")));

    [Fact]
    public void Monitoring_that_measured_nothing_is_no_health() => Assert.Equal(
        (GateOutcome.Blocked, "no request was measured, so nothing is known"),
        GateSample.Judge(Gate, GateSample.With(GateName.HealthGood, """{"unhealthy":[],"requests":0,"errorBasisPoints":0,"latencyP99Ms":0}""")));

    [Fact]
    public void Without_evidence_or_with_old_evidence_it_is_blocked()
    {
        Assert.Equal((GateOutcome.Blocked, "there is no evidence of the health of the environment"), GateSample.Judge(Gate, GateSample.Open with { Evidence = GateSample.Open.Evidence.Clear() }));
        Assert.Equal((GateOutcome.Blocked, "its evidence is of 2026-11-20T05:30:00Z, and it counts for 15 minutes"), GateSample.Judge(Gate, GateSample.Open with { Now = GateSample.Now.AddMinutes(16) }));
        Assert.Equal(GateOutcome.Invalid, Gate.Judge(GateSample.Open with { Now = GateSample.Now.AddMinutes(-6) }).Outcome);
    }

    [Fact]
    public void Where_everything_is_made_anew_nothing_runs_that_could_be_unwell_and_what_was_measured_counts_all_the_same()
    {
        GateFacts first = GateSample.Open with { Plan = GateSample.Open.Plan with { Steps = [Sample.Step("network", StepOp.Create, PropertyMap.Empty)] } };
        GateFacts later = GateSample.Open with { Plan = GateSample.Open.Plan with { Steps = [Sample.Step("network", StepOp.Create, PropertyMap.Empty), Sample.Step("logs", StepOp.Same, PropertyMap.Empty)] } };

        Assert.Equal((GateOutcome.Passed, "nothing runs there yet"), GateSample.Judge(Gate, first with { Evidence = first.Evidence.Clear() }));
        Assert.Equal(GateOutcome.Blocked, Gate.Judge(later with { Evidence = later.Evidence.Clear() }).Outcome);
        Assert.Equal(GateOutcome.Blocked, Gate.Judge(first with { Evidence = first.Evidence.SetItem(GateName.HealthGood, GateSample.Of(GateName.HealthGood, """{"unhealthy":["auth"],"requests":1,"errorBasisPoints":0,"latencyP99Ms":1}""")) }).Outcome);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"unhealthy":[],"requests":"1","errorBasisPoints":0,"latencyP99Ms":0}""")]
    [InlineData("""{"unhealthy":[1],"requests":1,"errorBasisPoints":0,"latencyP99Ms":0}""")]
    [InlineData("""{"unhealthy":[],"requests":1,"errorBasisPoints":-1,"latencyP99Ms":0}""")]
    [InlineData("""{"unhealthy":[],"requests":1,"errorBasisPoints":0,"latencyP99Ms":0,"trust":"me"}""")]
    public void Malformed_evidence_is_invalid(string facts) => Assert.Equal(GateOutcome.Invalid, Gate.Judge(GateSample.With(GateName.HealthGood, facts)).Outcome);
}
