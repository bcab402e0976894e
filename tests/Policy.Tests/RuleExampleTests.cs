using Infra.Policy.Examples;
using Infra.Policy.Judging;
using Infra.Policy.Reports;
using Infra.Policy.Subjects;

namespace Infra.Policy.Tests;

public sealed class RuleExampleTests
{
    public static TheoryData<string> Ids => [.. RuleCatalog.All.Select(r => r.Info.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_finds_its_failing_example(string id)
    {
        Rule rule = RuleCatalog.Find(id)!;

        PolicyReport report = PolicyReport.Of(RuleExamples.Of(rule).Failing.Input, [rule]);

        Assert.Contains(report.Findings, f => f.Outcome == Outcome.Failed);
        Assert.DoesNotContain(report.Findings, f => f.Outcome == Outcome.Errored);
        Assert.All(report.Findings.Where(f => f.Outcome == Outcome.Failed), f => Assert.NotEmpty(f.Message));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_passes_its_mended_example(string id)
    {
        Rule rule = RuleCatalog.Find(id)!;

        PolicyReport report = PolicyReport.Of(RuleExamples.Of(rule).Mended.Input, [rule]);

        Assert.NotEmpty(report.Findings);
        Assert.All(report.Findings, f => Assert.Equal((Outcome.Passed, ""), (f.Outcome, f.Message)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_a_rule_cannot_know_yet_is_unknown_and_never_passed(string id)
    {
        Rule rule = RuleCatalog.Find(id)!;
        RuleExamples examples = RuleExamples.Of(rule);
        if (examples.Unknown is not { } unknown)
        {
            Assert.NotEmpty(examples.AlwaysKnown ?? "");
            return;
        }

        PolicyReport report = PolicyReport.Of(unknown.Input, [rule]);

        Assert.Contains(report.Findings, f => f.Outcome == Outcome.Unknown);
        Assert.All(report.Findings, f => Assert.True(f.Outcome is Outcome.Unknown or Outcome.Passed, $"{f.Outcome}: {f.Message}"));
    }

    [Fact]
    public void Every_rule_is_in_the_catalog_once_in_the_order_of_ids()
    {
        IEnumerable<Type> classes = typeof(Rule).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Rule)) && !t.IsAbstract);

        Assert.Equal(classes.Select(c => c.Name).Order(StringComparer.Ordinal), RuleCatalog.All.Select(r => r.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Equal(RuleCatalog.All.Select(r => r.Info.Id).Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal), RuleCatalog.All.Select(r => r.Info.Id));
    }

    [Fact]
    public void A_rule_that_throws_blocks_and_shows_nothing_of_what_it_read()
    {
        PolicyInput input = RuleExamples.Of(RuleCatalog.Find("GKE001")!).Mended.Input;

        PolicyReport report = PolicyReport.Of(input, [new Throwing()]);

        Assert.False(report.IsClean);
        Finding finding = Assert.Single(report.Findings);
        Assert.Equal(Outcome.Errored, finding.Outcome);
        Assert.Equal("the rule itself failed (FormatException), so nobody knows whether it holds; report it, with the plan", finding.Message);
    }

    private sealed class Throwing : Rule
    {
        public override RuleInfo Info { get; } = new("XXX001", Severity.Low, "t", "r", "m", []);

        internal override void Judge(PolicyInput input, Judgements judgements) =>
            judgements.OfWhole(() => throw new FormatException("hunter2"));
    }
}
