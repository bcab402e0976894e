namespace Infra.Pipeline.Tests.Gates;

public sealed class ApprovalsMetTests
{
    private static readonly ApprovalsMet Gate = new(new());

    [Fact]
    public void Every_place_filled_passes() =>
        Assert.Equal((GateOutcome.Passed, "vikram for business_owner, asha for platform_team, meera for security_team"), GateSample.Judge(Gate, GateSample.Open));

    [Fact]
    public void Who_is_missing_is_named() => Assert.Equal(
        (GateOutcome.Blocked, "still needed: business_owner, security_team, in business hours"),
        GateSample.Judge(Gate, GateSample.Open with { Approvals = Approvals.ApprovalSample.Judge(Approvals.ApprovalSample.Request, Approvals.ApprovalSample.Enough[1]) }));

    [Fact]
    public void An_environment_without_a_rule_is_a_mistake_and_no_success() => Assert.Equal(
        (GateOutcome.Invalid, "the rules of approvals.yaml ask for 0 people here, and gates.yaml for at least 1"),
        GateSample.Judge(Gate, GateSample.Open with { Approvals = new([], [], [], BusinessHours: false) }));

    [Fact]
    public void Without_an_envelope_nothing_is_approved() => Assert.Equal(GateOutcome.Blocked, Gate.Judge(GateSample.Open with { Approvals = null }).Outcome);
}
