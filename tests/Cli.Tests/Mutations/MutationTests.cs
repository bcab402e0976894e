using System.Collections.Immutable;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Infra.Policy.Judging;
using Infra.Policy.Reports;
using Infra.Policy.Subjects;
using Infra.Settings.Reading;
using Infra.Settings.Waivers;

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

        (string[] subjects, PolicyInput after) = flip.IsOfFile ? InFiles(before, flip) : InPlan(before, flip);

        Assert.DoesNotContain(PolicyReport.Of(before, [rule]).Findings, f => f.Outcome is Outcome.Failed or Outcome.Errored);
        Finding[] found = [.. PolicyReport.Of(after, [rule]).Findings.Where(f => f.Outcome is Outcome.Failed or Outcome.Errored)];
        Assert.True(found.Length > 0, $"{flip.Rule} says nothing about {subjects[0]} with {flip.Path} turned off.");
        Assert.All(found, f => Assert.True(f.Outcome == Outcome.Failed && subjects.Contains(f.Subject, StringComparer.Ordinal), $"{f.Outcome} for {f.Subject}: {f.Message}"));
    }

    [Theory]
    [InlineData("bootstrap")]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    [InlineData(CapturedInputs.Workload)]
    public async Task The_committed_stacks_violate_no_rule_but_what_a_waiver_lets_through_with_a_reason(string stack)
    {
        (ImmutableArray<Waiver> waivers, ImmutableArray<SettingsProblem> problems) = WaiverFile.Parse(WaiverFile.Path, File.ReadAllText(Path.Combine(Workspace.Root, WaiverFile.Path)));
        PolicyReport report = PolicyReport.Of(await inputs.OfAsync(stack), RuleCatalog.All);

        Assert.Empty(problems);
        Assert.All(waivers, w => Assert.True(w.Reason.Length >= 20 && w.Owner != w.Approver, w.Name));
        Assert.True(report.Count(Outcome.Passed) > 0);
        Assert.DoesNotContain(report.Findings, f => f.Outcome == Outcome.Errored);
        Finding[] violations = [.. report.Findings.Where(f => f.Outcome == Outcome.Failed)];
        Assert.Equal(stack == "bootstrap" ? ["SEC005"] : [], violations.Select(f => f.Rule.Id).Distinct());

        // The day is the last on which every waiver counts, so that this test ends with none of them; WVR001 says when.
        DateTimeOffset day = waivers.Select(w => w.Expires).DefaultIfEmpty(DateTimeOffset.MaxValue).Min().AddDays(-1);
        Assert.True(report.With(waivers, day, isWhole: false).IsClean);
    }

    [Fact]
    public void Every_rule_about_a_setting_that_the_stacks_have_is_tried()
    {
        // What these need is not one setting: a resource that is not there, a step of another kind, or two settings (GKE002: the endpoint on, and not private).
        string[] others =
        [
            "BAK005", "BAK006", "GIT001", "GIT006", "GIT007", "GKE002", "IAM003", "IAM004", "IAM008", "NET005", "ORG002", "PLAN001", "PLAN002", "PLAN003", "PLAN004", "RES003", "SEC004",
        ];

        // Workflows are no part of a stack: WorkflowRuleTests breaks them, and GIT006 and GIT007.
        Assert.Equal(RuleCatalog.All.Select(r => r.Info.Id).Where(id => !id.StartsWith("WF", StringComparison.Ordinal)), Lines.Select(l => Flip.Parse(l).Rule).Concat(others).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.True(Lines.Length >= 60, $"{Lines.Length} flips");
    }

    private static (string[] Subjects, PolicyInput Input) InPlan(PolicyInput before, Flip flip)
    {
        PlanStep step = before.Plan!.Steps.First(s => flip.Fits(s.Type, s.Name));
        ImmutableArray<PlanStep> steps = before.Plan.Steps.Replace(step, step with { Inputs = flip.Of(step.Inputs) });
        return ([step.Urn.Value], new PolicyInput(before.Environment, before.Plan with { Steps = steps }, before.Objects));
    }

    // What a namespace lacks is said of the namespace, or of the Application that makes it.
    private static (string[] Subjects, PolicyInput Input) InFiles(PolicyInput before, Flip flip)
    {
        Subject subject = before.Objects.First(o => flip.Fits(o.Kind, o.Name));
        Subject flipped = Subject.Of(subject.File!, flip.Of(subject.Content), _ => 1);
        string? space = (subject.Content["metadata"] as MapValue)?.Map.Text("namespace");
        string[] spaces = [.. before.Objects.Where(o => o.Name.EndsWith($"#Namespace/{space}", StringComparison.Ordinal) || o.Name.EndsWith($"#Application/{{{{ .Values.region }}}}-{space}", StringComparison.Ordinal)).Select(o => o.Name)];
        return ([flipped.Name, .. spaces], new PolicyInput(before.Environment, before.Plan, before.Objects.Replace(subject, flipped)));
    }
}
