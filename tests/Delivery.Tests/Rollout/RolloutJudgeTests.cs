using System.Text.Json;
using Infra.Delivery.Gates;
using Infra.Delivery.Rollout;
using Infra.Model.Values;

namespace Infra.Delivery.Tests.Rollout;

public sealed class RolloutJudgeTests
{
    private static readonly DateTimeOffset Since = new(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);
    private static readonly RolloutPhase Phase = new("primary", [Region.Of("asia-south2")], 4, 10, 200);

    [Fact]
    public void What_no_update_brought_anywhere_is_not_judged() =>
        Assert.Equal(RolloutStanding.NotApplied, RolloutJudge.Of(Phase, Since.AddHours(5), null, Evidence(Since.AddHours(5), "9", "199"), TimeSpan.FromMinutes(15)).Standing);

    [Theory]
    [InlineData(239, null, null, RolloutStanding.Holds)]
    [InlineData(240, null, null, RolloutStanding.Unwatched)]
    [InlineData(239, "9", "199", RolloutStanding.Holds)]
    [InlineData(240, "9", "199", RolloutStanding.Passed)]
    [InlineData(1, "10", "199", RolloutStanding.Failed)]
    [InlineData(240, "10", "199", RolloutStanding.Failed)]
    [InlineData(240, "9", "200", RolloutStanding.Failed)]
    [InlineData(240, "\"none\"", "199", RolloutStanding.Unwatched)]
    public void A_phase_passes_when_its_hours_are_over_and_errors_and_latency_are_below_what_it_asks(int minutes, string? errors, string? latency, RolloutStanding standing)
    {
        DateTimeOffset now = Since.AddMinutes(minutes);

        Assert.Equal(standing, RolloutJudge.Of(Phase, now, Since, errors is null ? null : Evidence(now, errors, latency!), TimeSpan.FromMinutes(15)).Standing);
    }

    [Fact]
    public void Monitoring_without_an_answer_and_an_unhealthy_application_are_failures()
    {
        DateTimeOffset now = Since.AddHours(5);

        Assert.Equal(
            [(RolloutStanding.Failed, "no request was measured, so nothing is known"), (RolloutStanding.Failed, "not healthy: auth")],
            new[] { Evidence(now, "0", "1", requests: 0), Evidence(now, "0", "1", unhealthy: "\"auth\"") }.Select(e => RolloutJudge.Of(Phase, now, Since, e, TimeSpan.FromMinutes(15))).Select(f => (f.Standing, f.Reason)));
    }

    [Theory]
    [InlineData(-1, "its evidence is of 2026-11-21T03:59:00Z, and the phase began at 2026-11-21T04:00:00Z")]
    [InlineData(284, "its evidence is of 2026-11-21T08:44:00Z, and it counts for 15 minutes")]
    [InlineData(400, "its evidence is of the future: one of the clocks is wrong")]
    public void What_was_measured_at_another_time_says_nothing(int measured, string reason)
    {
        RolloutFinding finding = RolloutJudge.Of(Phase, Since.AddMinutes(300), Since, Evidence(Since.AddMinutes(measured), "10000", "1"), TimeSpan.FromMinutes(15));

        Assert.Equal((RolloutStanding.Unwatched, reason), (finding.Standing, finding.Reason));
    }

    private static Evidence Evidence(DateTimeOffset at, string errors, string latency, int requests = 100, string unhealthy = "") => new()
    {
        Gate = GateName.HealthGood,
        Envelope = $"sha256:{new string('0', 64)}",
        Source = "monitoring",
        At = at,
        Facts = JsonDocument.Parse($$"""{"unhealthy": [{{unhealthy}}], "requests": {{requests}}, "errorBasisPoints": {{errors}}, "latencyP99Ms": {{latency}}}""").RootElement,
    };
}
