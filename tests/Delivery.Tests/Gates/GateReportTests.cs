using Infra.Delivery.Gates;
using Infra.Delivery.KeptRules;
using Infra.Model.Backends;
using Infra.Model.Errors;

namespace Infra.Delivery.Tests.Gates;

public sealed class GateReportTests
{
    private static readonly GateSettings Prod = GateSample.Settings.Environments["prod"];

    [Fact]
    public void Production_is_open_when_all_eleven_pass()
    {
        GateReport report = GateReport.Of(Prod, GateSample.Open);

        Assert.Equal(Enum.GetValues<GateName>(), report.Verdicts.Select(v => v.Gate));
        Assert.All(report.Verdicts, v => Assert.True(v is { Required: true, Finding.Outcome: GateOutcome.Passed }, $"{v.Gate}: {v.Finding.Reason}"));
        Assert.Equal((true, null), (report.IsOpen, report.Refusal));
    }

    [Fact]
    public void All_are_evaluated_and_invalid_comes_before_blocked_before_errored()
    {
        GateFacts errored = GateSample.Open with { Policy = new([], ["X"], 1) };
        GateFacts blocked = errored with { Window = null };
        GateFacts invalid = blocked with { Evidence = blocked.Evidence.SetItem(GateName.HealthGood, GateSample.Of(GateName.HealthGood, "{}")) };

        Assert.Equal((ErrorKind.Failed, ErrorKind.GateBlocked, ErrorKind.Configuration), (GateReport.Of(Prod, errored).Refusal, GateReport.Of(Prod, blocked).Refusal, GateReport.Of(Prod, invalid).Refusal));
        Assert.Equal(11, GateReport.Of(Prod, invalid).Verdicts.Length);
        Assert.False(GateReport.Of(Prod, errored).IsOpen);
    }

    [Fact]
    public void A_gate_that_is_not_required_is_shown_and_holds_nothing_back()
    {
        GateReport report = GateReport.Of(GateSample.Settings.Environments["dev"], GateSample.Open with { Evidence = GateSample.Open.Evidence.Clear() });

        Assert.True(report.IsOpen);
        Assert.Equal("blocked, not required: there is no evidence of its tests", report.Recorded["TestsPassed"]);
    }

    [Fact]
    public void It_says_until_when_only_where_time_alone_opens_it()
    {
        DateTimeOffset later = GateSample.Now.AddHours(5);
        GateFacts waiting = GateSample.Open with { Window = new(false, false, "w", GateSample.Now.AddHours(1)), Freeze = new(false, false, "f", later) };

        Assert.Equal(later, GateReport.Of(Prod, waiting).Until);
        Assert.Null(GateReport.Of(Prod, waiting with { Approvals = null }).Until);
        Assert.Null(GateReport.Of(Prod, GateSample.Open).Until);
    }

    [Fact]
    public void Who_approved_by_the_rules_of_before_is_recorded_beside_who_approved_by_the_new_ones()
    {
        GateFacts before = GateSample.Open with
        {
            Approvals = Approvals.ApprovalSample.Judge(Approvals.ApprovalSample.Request with { Roles = [RulesBundle.Role] }, Approvals.ApprovalSample.Enough), Owners = new(["kavya", "vikram"], null),
        };

        GateReport both = GateReport.Of(Prod, GateSample.Open).And(GateReport.Of(Prod, before), "by the rules of before");

        Assert.True(both.IsOpen);
        Assert.Equal(
            "passed: vikram for business_owner, asha for platform_team, meera for security_team; by the rules of before: vikram for business_owner, asha for platform_team, meera for security_team, the owners kavya and vikram in place of the role rules",
            both.Recorded["ApprovalsMet"]);
    }

    [Fact]
    public void A_gate_that_throws_is_errored_and_stops_no_other()
    {
        GateFacts broken = GateSample.Open with { RunningSince = null! };

        GateReport report = GateReport.Of(Prod, broken);

        Assert.Equal("the gate itself failed (NullReferenceException)", Assert.Single(report.Closed).Finding.Reason);
        Assert.Equal(ErrorKind.Failed, report.Refusal);
    }

    [Fact]
    public void An_emergency_asks_for_its_approvals_plan_rules_and_calendar_and_for_nothing_that_only_time_or_health_could_give()
    {
        GateFacts nothing = new() { Envelope = null, Plan = GateSample.Open.Plan, Now = GateSample.Now, Emergency = true };

        Assert.Equal(
            [GateName.PlanFresh, GateName.PolicyClean, GateName.ApprovalsMet, GateName.WindowOpen, GateName.FreezeClear],
            GateReport.Of(Prod, nothing).Closed.Select(v => v.Gate));
        Assert.Equal([GateName.ApprovalsMet], GateReport.Of(new GateSettings { SoakElapsed = new() { From = "staging" } }, nothing).Closed.Select(v => v.Gate));
    }
}
