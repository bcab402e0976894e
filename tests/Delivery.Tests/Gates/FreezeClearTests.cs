using Infra.Delivery.Gates;

namespace Infra.Delivery.Tests.Gates;

public sealed class FreezeClearTests
{
    private static readonly FreezeClear Gate = new(new());

    private static readonly DateTimeOffset Opening = GateSample.Now.AddHours(2);

    [Fact]
    public void What_the_calendar_allows_passes() => Assert.Equal((GateOutcome.Passed, GateSample.Open.Freeze!.Reason), GateSample.Judge(Gate, GateSample.Open));

    [Fact]
    public void What_it_blocks_is_blocked_until_it_opens_whoever_approved()
    {
        GateFinding found = Gate.Judge(GateSample.Open with { Freeze = new(Allowed: false, ManualApproval: false, "the row x says no", Opening) });

        Assert.Equal((GateOutcome.Blocked, "the row x says no", Opening, "Wait, or `infra freeze override` with emergency approvals."), (found.Outcome, found.Reason, found.Until, found.Opens));
    }

    [Fact]
    public void What_it_leaves_to_people_is_opened_by_enough_approvals()
    {
        GateFacts manual = GateSample.Open with { Freeze = new(Allowed: false, ManualApproval: true, "people decide", Opening) };

        Assert.Equal((GateOutcome.Passed, "people decide; people decided"), GateSample.Judge(Gate, manual));
        Assert.Equal(GateOutcome.Blocked, new FreezeClear(new() { ApprovalsOpen = false }).Judge(manual).Outcome);
        Assert.Equal(GateOutcome.Blocked, Gate.Judge(manual with { Approvals = null }).Outcome);
        Assert.Equal(GateOutcome.Blocked, Gate.Judge(manual with { Approvals = new([], [], [], BusinessHours: false) }).Outcome);
    }

    [Fact]
    public void An_unknown_calendar_is_closed() => Assert.Equal(GateOutcome.Blocked, Gate.Judge(GateSample.Open with { Freeze = null }).Outcome);
}
