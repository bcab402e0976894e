using System.Collections.Immutable;
using Infra.GitHub.Workflows;
using Infra.Settings.Stacks;

namespace Infra.GitHub.Generators;

/// <summary><c>preview.yml</c>: what a pull request would do. Runs of forks have no identity and get the same plan, because a local preview needs none.</summary>
internal static class PreviewWorkflow
{
    /// <summary>The name, by which <c>comment.yml</c> waits for it.</summary>
    public const string Name = "preview";

    /// <summary>The file.</summary>
    public const string File = "preview.yml";

    // By number: a repository can be renamed, and its name taken by another. 49699333 is Dependabot (https://api.github.com/users/dependabot%5Bbot%5D),
    // whose pull requests bring code of strangers.
    private const string OfThisRepository = "github.event.pull_request.head.repo.id == github.event.repository.id && github.event.pull_request.user.id != 49699333";

    public static Workflow Of(DeliveryOptions options)
    {
        ImmutableArray<string> environments = [.. options.Environments.Select(e => e.Name.Value)];
        return new Workflow(
            Name,
            "What a pull request would do to every environment, before anybody approves it.",
            [new PullRequestTrigger()],
            [
                Test, Check, Local(["bootstrap", .. environments]), Applications(environments),
                // What others than development hold, no pull request reads: their plans are made from main, where deploy.yml seals them.
                .. Planned(options) is { IsEmpty: false } planned ? [BuiltProgram.Build(OfThisRepository), .. planned.Select(Real)] : ImmutableArray<Job>.Empty,
            ])
        {
            Concurrency = new("preview-${{ github.event.pull_request.number }}", CancelInProgress: true),
        };
    }

    /// <summary>The environments that a pull request is planned for in the cloud.</summary>
    public static ImmutableArray<DeliveryEnvironment> Planned(DeliveryOptions options) => [.. options.Environments.Where(e => e.Tier == Tier.Development)];

    private static Job Test => Reading("test", "Format, build and test", 30, [.. CommonSteps.Sources, new RunStep("Test", "./run test", CommonSteps.None)]);

    private static Job Check => Reading("check", "Settings, policy and generated files", 15,
    [
        .. CommonSteps.Sources,
        new RunStep("Check the company's data in one go", "./run check", CommonSteps.None),
    ]);

    private static Job Local(ImmutableArray<string> environments) => Reading("local", "Local preview of ${{ matrix.environment }}", 15,
    [
        .. CommonSteps.Sources,
        new RunStep("Preview without credentials", "./run preview \"$ENVIRONMENT\" --format markdown --out \"$RUNNER_TEMP/plan.json\" >> \"$GITHUB_STEP_SUMMARY\"", Environment),
        CommonSteps.Upload("local-plan-${{ matrix.environment }}", "${{ runner.temp }}/plan.json"),
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
        Needs = [BuiltProgram.Job, "test", "local"],
        If = OfThisRepository,
        Environment = environment.Plan,
        Permissions = CommonSteps.Map(("contents", "read"), ("id-token", "write")),
        TimeoutMinutes = 30,
        Steps =
        [
            .. BuiltProgram.WithSources,
            .. CommonSteps.Cloud(environment.Foundation, environment.Foundation.PlanAccount),
            new RunStep("Preview", $"{Tools.Use}{CommonSteps.Program} preview {environment.Name} --backend pulumi --format markdown > \"$RUNNER_TEMP/plan.md\"\ncat \"$RUNNER_TEMP/plan.md\" >> \"$GITHUB_STEP_SUMMARY\"", CommonSteps.None),
            // comment.yml takes it, with rights that no code of a pull request has.
            CommonSteps.Upload(CommentWorkflow.Artifact(environment), "${{ runner.temp }}/plan.md"),
        ],
    };

    private static ImmutableSortedDictionary<string, string> Environment { get; } = CommonSteps.Map(("ENVIRONMENT", "${{ matrix.environment }}"));

    private static Job Reading(string id, string name, int minutes, ImmutableArray<JobStep> steps) =>
        new() { Id = id, Name = name, Permissions = CommonSteps.Map(("contents", "read")), TimeoutMinutes = minutes, Steps = steps };
}
