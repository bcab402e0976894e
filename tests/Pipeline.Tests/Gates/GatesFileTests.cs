namespace Infra.Pipeline.Tests.Gates;

public sealed class GatesFileTests
{
    private static readonly string Text = Repository.Read("stacks/gates.yaml");

    [Fact]
    public void The_committed_file_has_no_problem() => Assert.Empty(GatesFile.Parse("stacks/gates.yaml", Text).Problems);

    [Fact]
    public void The_committed_schema_is_the_generated_one() => Repository.AssertGenerated("stacks/schema/gates.schema.json", GatesFile.ToJsonSchema());

    [Fact]
    public void The_committed_table_is_the_generated_one() => Repository.AssertGenerated("stacks/schema/gates.md", GatesFile.ToMarkdown());

    [Fact]
    public void The_defaults_of_the_file_are_those_of_the_settings()
    {
        GateSettings written = GatesFile.Parse("f", Text.Replace("    planFresh: {}\n    policyClean: {}\n  staging", "    planFresh: {}\n    policyClean: {}\n    approvalsMet: {}\n    windowOpen: {}\n    freezeClear: {}\n    healthGood: {}\n    riskWithin: {}\n    rollbackReady: {}\n  staging", StringComparison.Ordinal)).Settings!.Environments["dev"];

        Assert.Equal(
            (new PlanFreshSettings(), new PolicyCleanSettings(), new ApprovalsMetSettings(), new WindowOpenSettings(), new FreezeClearSettings(), new HealthGoodSettings(), new RiskWithinSettings()),
            (written.PlanFresh!, written.PolicyClean!, written.ApprovalsMet!, written.WindowOpen!, written.FreezeClear!, written.HealthGood!, written.RiskWithin!));
        Assert.Equal(new RollbackReadySettings(), written.RollbackReady);
    }

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
}
