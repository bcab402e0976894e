using Infra.GitHub.Workflows;

namespace Infra.GitHub.Generators;

/// <summary><c>drift.yml</c>: compares every environment with what was applied, four times a day; one issue a stack is opened, updated and closed.</summary>
internal static class DriftWorkflow
{
    // Not at a full hour, when everybody's schedules begin and some are dropped.
    private const string FourTimesADay = "17 1,7,13,19 * * *";

    // A person can start it on any branch, and the identity that reads must not run the code of one.
    private const string OfMain = "github.ref == 'refs/heads/main'";

    public static Workflow Of(DeliveryOptions options) => new(
        "drift",
        "What was changed outside this repository; one issue a stack.",
        [new ScheduleTrigger(FourTimesADay), new ManualTrigger([])],
        [BuiltProgram.Build(OfMain), .. options.Environments.Select(Of)])
    {
        Concurrency = new("drift", CancelInProgress: false),
    };

    private static Job Of(DeliveryEnvironment environment) => new()
    {
        Id = $"drift-{environment.Name}",
        Name = $"Drift of {environment.Name}",
        Needs = [BuiltProgram.Job],
        If = OfMain,
        Environment = environment.Plan,
        Permissions = CommonSteps.Map(("contents", "read"), ("id-token", "write"), ("issues", "write")),
        TimeoutMinutes = 30,
        Steps =
        [
            .. BuiltProgram.WithSources,
            .. CommonSteps.Cloud(environment.Foundation, environment.Foundation.PlanAccount),
            new RunStep(
                "Compare",
                $"{Tools.Use}code=0\n{CommonSteps.Program} drift {environment.Name} --backend pulumi --format markdown > \"$RUNNER_TEMP/drift.md\" || code=$?\ncat \"$RUNNER_TEMP/drift.md\" >> \"$GITHUB_STEP_SUMMARY\"\n"
                // 12 says that there is drift; anything else but 0 is a failure of the comparison, and neither opens nor closes an issue.
                + "if ((code != 0 && code != 12)); then exit \"$code\"; fi\n"
                + "echo \"found=$code\" >> \"$GITHUB_OUTPUT\"\n",
                CommonSteps.None) { Id = "compare" },
            new RunStep(
                "Keep the issue",
                $"if [[ $FOUND == 12 ]]; then {CommonSteps.Program} github issue --marker drift-{environment.Name} --title 'Drift in {environment.Name}' --file \"$RUNNER_TEMP/drift.md\"\n"
                + $"else {CommonSteps.Program} github issue --marker drift-{environment.Name} --close; fi\n",
                CommonSteps.Token.Add("FOUND", "${{ steps.compare.outputs.found }}")),
        ],
    };
}
