using System.Collections.Immutable;

namespace Infra.GitHub;

/// <summary><c>preview.yml</c>: what a pull request would do. Runs of forks have no identity and get the same plan, because a local preview needs none.</summary>
internal static class PreviewWorkflow
{
    // By number: a repository can be renamed, and its name taken by another.
    private const string OfThisRepository = "github.event.pull_request.head.repo.id == github.event.repository.id";

    public static Workflow Of(DeliveryOptions options)
    {
        ImmutableArray<string> environments = [.. options.Environments.Select(e => e.Name.Value)];
        return new Workflow(
            "preview",
            "What a pull request would do to every environment, before anybody approves it.",
            [new PullRequestTrigger()],
            [
                Test, Generated, Local(["bootstrap", .. environments]), Policy(["bootstrap", .. environments]), Applications(environments),
                .. options.Environments.Select(Real),
            ])
        {
            Concurrency = new("preview-${{ github.event.pull_request.number }}", CancelInProgress: true),
        };
    }

    private static Job Test => Reading("test", "Format, build and test", 30, [.. CommonSteps.Sources, new RunStep("Test", "./run test", CommonSteps.None)]);

    private static Job Generated => Reading("generated", "Generated files", 15,
    [
        .. CommonSteps.Sources,
        new RunStep("Manifests are what stacks say", "./run render --check", CommonSteps.None),
        new RunStep("Workflows are what stacks say", "./run workflows --check", CommonSteps.None),
    ]);

    private static Job Local(ImmutableArray<string> environments) => Reading("local", "Local preview of ${{ matrix.environment }}", 15,
    [
        .. CommonSteps.Sources,
        new RunStep("Preview without credentials", "./run preview \"$ENVIRONMENT\" --format markdown --out \"$RUNNER_TEMP/plan.json\" >> \"$GITHUB_STEP_SUMMARY\"", Environment),
        CommonSteps.Upload("local-plan-${{ matrix.environment }}", "${{ runner.temp }}/plan.json"),
    ]) with { Matrix = environments };

    private static Job Policy(ImmutableArray<string> environments) => Reading("policy", "Policy of ${{ matrix.environment }}", 15,
    [
        .. CommonSteps.Sources,
        new RunStep("Judge the plan and the generated files", "./run policy check \"$ENVIRONMENT\"", Environment),
    ]) with { Matrix = environments };

    private static Job Applications(ImmutableArray<string> environments) => Reading("applications", "Applications of ${{ matrix.environment }}", 15,
    [
        .. CommonSteps.SourcesWithHistory,
        new RunStep(
            "Compare with the base branch",
            "./run apps diff \"$ENVIRONMENT\" --base \"$BASE\" --format markdown >> \"$GITHUB_STEP_SUMMARY\"",
            Environment.Add("BASE", "${{ github.event.pull_request.base.sha }}")),
    ]) with { Matrix = environments };

    private static Job Real(DeliveryEnvironment environment) => new()
    {
        Id = $"plan-{environment.Name}",
        Name = $"Preview of {environment.Name}",
        Needs = ["test", "local"],
        If = OfThisRepository,
        Environment = environment.Plan,
        Permissions = CommonSteps.Map(("contents", "read"), ("id-token", "write"), ("pull-requests", "write")),
        TimeoutMinutes = 30,
        Steps =
        [
            .. CommonSteps.Sources,
            .. CommonSteps.Cloud(environment.Foundation, environment.Foundation.PlanAccount),
            new RunStep("Preview", $"./run preview {environment.Name} --backend pulumi --format markdown > \"$RUNNER_TEMP/plan.md\"\ncat \"$RUNNER_TEMP/plan.md\" >> \"$GITHUB_STEP_SUMMARY\"", CommonSteps.None),
            new RunStep(
                "Comment",
                $"./run github comment --pull-request \"$PULL_REQUEST\" --marker {environment.Name} --file \"$RUNNER_TEMP/plan.md\"",
                CommonSteps.Token.Add("PULL_REQUEST", "${{ github.event.pull_request.number }}")),
        ],
    };

    private static ImmutableSortedDictionary<string, string> Environment { get; } = CommonSteps.Map(("ENVIRONMENT", "${{ matrix.environment }}"));

    private static Job Reading(string id, string name, int minutes, ImmutableArray<JobStep> steps) =>
        new() { Id = id, Name = name, Permissions = CommonSteps.Map(("contents", "read")), TimeoutMinutes = minutes, Steps = steps };
}
