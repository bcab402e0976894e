using Infra.Delivery.Gates;
using Infra.Model.Values;

namespace Infra.Delivery.Tests.Gates;

public sealed class GatesFileTests
{
    private static readonly string Text = Repository.Read("stacks/delivery/gates.yaml");

    [Fact]
    public void The_committed_file_has_no_problem() => Assert.Empty(GatesFile.Parse("stacks/delivery/gates.yaml", Text).Problems);

    [Fact]
    public void The_defaults_of_the_file_are_those_of_the_settings()
    {
        GateSettings written = GatesFile.Parse("f", Text.Replace("    planFresh: {}\n    policyClean: {}\n  staging", "    planFresh: {}\n    policyClean: {}\n    approvalsMet: {}\n    windowOpen: {}\n    freezeClear: {}\n    healthGood: {}\n    riskWithin: {}\n    rollbackReady: {}\n  staging", StringComparison.Ordinal)).Settings!.Environments["dev"];

        Assert.Equal(
            (new PlanFreshSettings(), new PolicyCleanSettings(), new ApprovalsMetSettings(), new WindowOpenSettings(), new FreezeClearSettings(), new HealthGoodSettings(), new RiskWithinSettings()),
            (written.PlanFresh!, written.PolicyClean!, written.ApprovalsMet!, written.WindowOpen!, written.FreezeClear!, written.HealthGood!, written.RiskWithin!));
        Assert.Equal(new RollbackReadySettings(), written.RollbackReady);
    }

    [Fact]
    public void Phases_come_in_their_order_with_the_numbers_of_the_capability()
    {
        RolloutSettings written = GatesFile.Parse("f", Rollout("tertiary: {regions: [asia-south1]}", "primary: {regions: [asia-south3]}", "secondary: {regions: [asia-south2], hours: 6, errorsBelowBasisPoints: 5, latencyBelowMs: 100}")).Settings!.Environments["prod"].Rollout!;

        Assert.Equal(
            [("primary", "asia-south3", 4, 10, 200), ("secondary", "asia-south2", 6, 5, 100), ("tertiary", "asia-south1", 12, 10, 200)],
            written.Phases.Select(p => (p.Name, Assert.Single(p.Regions).Value, p.Hours, p.ErrorsBelowBasisPoints, p.LatencyBelowMs)));
    }

    [Fact]
    public void Each_region_is_in_one_phase_and_all_problems_come_at_once() =>
        Assert.Equal(
            [
                "environments.prod.rollout: every region of prod is in one phase, and asia-south3 is in none, so no release would reach it. Write asia-south3 below the regions of a phase.",
                "environments.prod.rollout.primary.regions[1] is \"asia-sooth2\": a phase reaches regions of prod. Did you mean asia-south2?",
                "environments.prod.rollout.secondary.regions[0] is \"asia-south1\": a region is in one phase, and primary has it. Delete it in one of both.",
            ],
            GatesFile.Parse("f", Rollout("primary: {regions: [asia-south1, asia-sooth2]}", "secondary: {regions: [asia-south1, asia-south2]}"), e => e == "prod" ? [.. new[] { 1, 2, 3 }.Select(n => Region.Of($"asia-south{n}"))] : null)
                .Problems.Select(p => p.ToString()).Select(p => p[p.IndexOf("environments", StringComparison.Ordinal)..]));

    [Theory]
    [InlineData("    riskWithin: {}\n  prod", "    riskWithn: {}\n  prod", "environments.staging.riskWithn: there is no setting of this name. Did you mean riskWithin?")]
    [InlineData("blastRadius: 25", "blastRadius: 26", "risk.weights: the weights of the five factors are 100 percent together, and these are 101. Change one.")]
    [InlineData("high: 50", "high: 20", "risk.levels: medium, high and critical begin at rising scores. Put them in order.")]
    [InlineData("hours: 2", "hours: two", "environments.prod.soakElapsed.hours is \"two\": it must be a whole number 0 to 720 (hours). Write a number such as 3.")]
    public void A_mistake_is_named_with_its_mend(string part, string other, string problem)
    {
        Assert.Contains(part, Text, StringComparison.Ordinal);

        Assert.EndsWith(problem, Assert.Single(GatesFile.Parse("f", Text.Replace(part, other, StringComparison.Ordinal)).Problems).ToString(), StringComparison.Ordinal);
    }

    // The committed file with other phases of production.
    private static string Rollout(params string[] phases)
    {
        int begin = Text.IndexOf("    rollout:\n", StringComparison.Ordinal);
        return Text[..begin] + "    rollout:\n" + string.Concat(phases.Select(p => $"      {p}\n")) + Text[Text.IndexOf("risk:\n  weights", StringComparison.Ordinal)..];
    }
}
