using System.Collections.Immutable;
using Infra.Delivery.Approvals;
using Infra.Delivery.Gates;
using Infra.Delivery.KeptRules;
using Infra.Delivery.Tests.Approvals;

namespace Infra.Delivery.Tests.Gates;

public sealed class ApprovalsMetTests
{
    private static readonly ApprovalsMet Gate = new(new());

    [Fact]
    public void Every_place_filled_passes() =>
        Assert.Equal((GateOutcome.Passed, "vikram for business_owner, asha for platform_team, meera for security_team"), GateSample.Judge(Gate, GateSample.Open));

    [Fact]
    public void Who_is_missing_is_named() => Assert.Equal(
        (GateOutcome.Blocked, "still needed: business_owner, security_team, in business hours"),
        GateSample.Judge(Gate, GateSample.Open with { Approvals = ApprovalSample.Judge(ApprovalSample.Request, ApprovalSample.Enough[1]) }));

    [Fact]
    public void An_environment_without_a_rule_is_a_mistake_and_no_success() => Assert.Equal(
        (GateOutcome.Invalid, "the rules of approvals.yaml ask for 0 people here, and gates.yaml for at least 1"),
        GateSample.Judge(Gate, GateSample.Open with { Approvals = new([], [], [], BusinessHours: false) }));

    [Fact]
    public void Owners_stand_in_for_the_role_rules_alone_and_are_named()
    {
        GateFacts lacking = Changed(ApprovalSample.Enough);

        Assert.Equal(
            (GateOutcome.Passed, "vikram for business_owner, asha for platform_team, meera for security_team, the owners kavya and vikram in place of the role rules"),
            GateSample.Judge(Gate, lacking with { Owners = new(["kavya", "vikram"], null) }));
        Assert.Equal((GateOutcome.Blocked, "still needed: rules, in business hours; nisha refused it"), GateSample.Judge(Gate, lacking with { Owners = new([], "nisha refused it") }));
        Assert.Equal(
            "`infra approve FILE --role R` by people who did not write it; `infra approvals list FILE` shows what counts. Where nobody of the role rules can, two owners can: `infra approvals owners prod`.",
            Gate.Judge(lacking).Opens);
    }

    [Fact]
    public void Owners_stand_in_for_no_other_role_and_for_nothing_that_is_not_known()
    {
        OwnersConsent consent = new(["kavya", "vikram"], null);
        GateFacts other = Changed([ApprovalSample.Enough[0], ApprovalSample.Enough[1]]);
        GateFacts unknown = Changed(ApprovalSample.Enough);

        Assert.Equal((GateOutcome.Blocked, "still needed: business_owner, rules, in business hours"), GateSample.Judge(Gate, other with { Owners = consent }));
        Assert.Equal(GateOutcome.Blocked, Gate.Judge(unknown with { Owners = consent, Approvals = unknown.Approvals! with { Unknown = "nobody is signed in" } }).Outcome);
        Assert.Equal(GateOutcome.Blocked, Gate.Judge(unknown with { Owners = consent, Unguarded = ["a ruleset is gone"] }).Outcome);
    }

    [Fact]
    public void Who_is_of_the_role_rules_and_of_another_fills_the_other_place_where_owners_stand_in()
    {
        // Arjun and Meera are of both: together they fill both places, and Meera alone fills that of the security team.
        GateFacts both = Changed([.. ApprovalSample.Enough, ApprovalSample.Given("arjun", "rules")]);

        Assert.Equal((GateOutcome.Passed, "vikram for business_owner, asha for platform_team, arjun for rules, meera for security_team"), GateSample.Judge(Gate, both));
        Assert.True(Changed([.. ApprovalSample.Enough[1..], ApprovalSample.Given("meera", "rules"), ApprovalSample.Enough[0]]).Approvals!.IsShortOfRulesAlone);
    }

    [Fact]
    public void Without_an_envelope_nothing_is_approved() => Assert.Equal(GateOutcome.Blocked, Gate.Judge(GateSample.Open with { Approvals = null }).Outcome);

    private static GateFacts Changed(params ImmutableArray<ApprovalRecord> ledger) =>
        GateSample.Open with { Approvals = ApprovalSample.Judge(ApprovalSample.Request with { Roles = [RulesBundle.Role] }, ledger) };
}
