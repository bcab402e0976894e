using System.Collections.Immutable;
using Infra.Delivery.Risk;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Infra.Settings.Stacks;

namespace Infra.Delivery.Tests.Risk;

public sealed class RiskAssessmentTests
{
    private static readonly RiskOptions Options = new()
    {
        Weights = ImmutableSortedDictionary.CreateRange(
            [KeyValuePair.Create(RiskFactor.BlastRadius, 25), KeyValuePair.Create(RiskFactor.DependencyImpact, 20), KeyValuePair.Create(RiskFactor.HistoricalFailures, 20), KeyValuePair.Create(RiskFactor.BusinessCriticality, 20), KeyValuePair.Create(RiskFactor.ComplianceRisk, 15)]),
        Medium = 25, High = 50, Critical = 75, FullAtResources = 10, FullAtDependents = 4, HistoryDeployments = 5,
        CriticalTags = ["payment"], ComplianceTags = ["payment", "regulatory"],
    };

    private static readonly RiskFacts Calm = new(Tier.Production, [], []);

    [Fact]
    public void The_score_is_explained_line_by_line()
    {
        Plan plan = Sample.Plan with { Steps = [Step("a", StepOp.Update), Step("b", StepOp.Same, "a"), Step("c", StepOp.Same, "b"), Step("d", StepOp.Same)] };

        RiskAssessment risk = RiskAssessment.Of(plan, new(Tier.Production, ["payment"], [false, true, true, true, true, false]), Options);

        Assert.Equal(
            [
                new RiskLine(RiskFactor.BlastRadius, 10, 25, "1 resources change, and 10 are the whole of it"),
                new RiskLine(RiskFactor.DependencyImpact, 50, 20, "2 other resources depend on them, and 4 are the whole of it"),
                new RiskLine(RiskFactor.HistoricalFailures, 20, 20, "1 of the last 5 deployments failed"),
                new RiskLine(RiskFactor.BusinessCriticality, 100, 20, "the environment is production, and it is about payment"),
                new RiskLine(RiskFactor.ComplianceRisk, 50, 15, "it is about payment"),
            ],
            risk.Lines);
        Assert.Equal((44, RiskLevel.Medium, "44 of 100, medium", RolloutStrategy.Rolling), (risk.Score, risk.Level, risk.ToString(), risk.Demands));
    }

    [Fact]
    public void Losing_what_cannot_be_made_again_is_the_whole_of_the_blast_radius()
    {
        Plan plan = Sample.Plan with { Steps = [Step("a", StepOp.Delete) with { Stateful = true }] };

        Assert.Equal((100, "1 of 1 changed resources lose what cannot be made again"), (RiskAssessment.Of(plan, Calm, Options).Lines[0].Value, RiskAssessment.Of(plan, Calm, Options).Lines[0].Why));
    }

    [Theory]
    [InlineData(0, RiskLevel.Low, RolloutStrategy.Rolling)]
    [InlineData(24, RiskLevel.Low, RolloutStrategy.Rolling)]
    [InlineData(25, RiskLevel.Medium, RolloutStrategy.Rolling)]
    [InlineData(49, RiskLevel.Medium, RolloutStrategy.Rolling)]
    [InlineData(50, RiskLevel.High, RolloutStrategy.Canary)]
    [InlineData(74, RiskLevel.High, RolloutStrategy.Canary)]
    [InlineData(75, RiskLevel.Critical, RolloutStrategy.BlueGreen)]
    [InlineData(100, RiskLevel.Critical, RolloutStrategy.BlueGreen)]
    public void High_demands_a_canary_and_critical_blue_green(int changed, RiskLevel level, RolloutStrategy demands)
    {
        RiskOptions blastOnly = Options with { Weights = Options.Weights.Select(w => KeyValuePair.Create(w.Key, w.Key == RiskFactor.BlastRadius ? 100 : 0)).ToImmutableSortedDictionary(), FullAtResources = 100 };
        RiskAssessment risk = RiskAssessment.Of(Sample.Plan with { Steps = [.. Enumerable.Range(0, changed).Select(i => Step($"r{i}", StepOp.Update))] }, Calm, blastOnly);

        Assert.Equal((changed, level, demands), (risk.Score, risk.Level, risk.Demands));
    }

    private static PlanStep Step(string name, StepOp op, params string[] dependsOn) => Sample.Step(name, op, PropertyMap.Empty) with { DependsOn = [.. dependsOn.Select(Sample.Urn)] };
}
