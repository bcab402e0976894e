using System.Collections.Immutable;
using Infra.Policy;

namespace Infra.Cli.Tests.Mutations;

/// <summary>Every hardening setting of the committed stacks, turned off one at a time, is caught by the rule that should.</summary>
public sealed class MutationTests : IClassFixture<CapturedInputs>
{
    private readonly CapturedInputs inputs;

    public MutationTests(CapturedInputs inputs) => this.inputs = inputs;

    private static readonly string[] Lines =
        [.. File.ReadAllLines(Path.Combine(Workspace.Root, "tests/Cli.Tests/Mutations/flips.txt")).Where(l => l.Length > 0 && l[0] != '#')];

    public static TheoryData<string> Flips => [.. Lines];

    [Theory]
    [MemberData(nameof(Flips))]
    public async Task A_setting_that_is_turned_off_is_caught_by_its_rule(string line)
    {
        Flip flip = Flip.Parse(line);
        PolicyInput before = await inputs.OfAsync(flip.Stack);
        Rule rule = RuleCatalog.Find(flip.Rule)!;

        (string subject, PolicyInput after) = flip.IsOfFile ? InFiles(before, flip) : InPlan(before, flip);

        Assert.DoesNotContain(PolicyReport.Of(before, [rule]).Findings, f => f.Outcome is Outcome.Failed or Outcome.Errored);
        Finding[] found = [.. PolicyReport.Of(after, [rule]).Findings.Where(f => f.Outcome is Outcome.Failed or Outcome.Errored)];
        Assert.True(found.Length > 0, $"{flip.Rule} says nothing about {subject} with {flip.Path} turned off.");
        Assert.All(found, f => Assert.Equal((Outcome.Failed, subject), (f.Outcome, f.Subject)));
    }

    [Fact]
    public void Every_rule_about_a_setting_that_the_stacks_have_is_tried()
    {
        // What these need is not one setting: a resource that is not there, a step of another kind, two settings (GKE002: the endpoint on, and not private),
        // or workloads, which come from other repositories.
        string[] others =
        [
            "BAK005", "BAK006", "ESO001", "ESO003", "GIT001", "GIT006", "GIT007", "GKE002", "IAM003", "IAM004", "IAM008", "K8S002", "K8S003", "K8S004", "K8S005", "K8S006", "K8S008", "K8S009", "K8S010",
            "K8S011", "K8S012", "K8S013", "K8S014", "K8S015", "K8S016", "NET005", "ORG002", "PLAN001", "PLAN002", "PLAN003", "PLAN004", "RES003", "SEC004",
        ];

        // Workflows are no part of a stack: WorkflowRuleTests breaks them, and GIT006 and GIT007.
        Assert.Equal(RuleCatalog.All.Select(r => r.Info.Id).Where(id => !id.StartsWith("WF", StringComparison.Ordinal)), Lines.Select(l => Flip.Parse(l).Rule).Concat(others).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.True(Lines.Length >= 60, $"{Lines.Length} flips");
    }

    private static (string Subject, PolicyInput Input) InPlan(PolicyInput before, Flip flip)
    {
        PlanStep step = before.Plan!.Steps.First(s => flip.Fits(s.Type, s.Name));
        ImmutableArray<PlanStep> steps = before.Plan.Steps.Replace(step, step with { Inputs = flip.Of(step.Inputs) });
        return (step.Urn.Value, new PolicyInput(before.Environment, before.Plan with { Steps = steps }, before.Objects));
    }

    private static (string Subject, PolicyInput Input) InFiles(PolicyInput before, Flip flip)
    {
        Subject subject = before.Objects.First(o => flip.Fits(o.Kind, o.Name));
        Subject flipped = Subject.Of(subject.File!, flip.Of(subject.Content), _ => 1);
        return (subject.Name, new PolicyInput(before.Environment, before.Plan, before.Objects.Replace(subject, flipped)));
    }
}
