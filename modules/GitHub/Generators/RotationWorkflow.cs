using System.Collections.Immutable;
using Infra.GitHub.Workflows;

namespace Infra.GitHub.Generators;

/// <summary><c>rotation.yml</c>: asks Secret Manager every morning which secrets are due; one issue an environment is opened, updated and closed.</summary>
internal static class RotationWorkflow
{
    private const string EveryMorning = "37 4 * * *";

    // A person can start it on any branch, and the identity that reads must not run the code of one.
    private const string OfMain = "github.ref == 'refs/heads/main'";

    public static Workflow Of(DeliveryOptions options) => new(
        "rotation",
        "Which secrets are due; one issue an environment.",
        [new ScheduleTrigger(EveryMorning), new ManualTrigger([])],
        [BuiltProgram.Build(OfMain), .. options.Environments.Select(Of)])
    {
        Concurrency = new("rotation", CancelInProgress: false),
    };

    private static Job Of(DeliveryEnvironment environment) => new()
    {
        Id = $"rotation-{environment.Name}",
        Name = $"Secrets of {environment.Name}",
        Needs = [BuiltProgram.Job],
        If = OfMain,
        Environment = environment.Plan,
        Permissions = CommonSteps.Map(("contents", "read"), ("id-token", "write"), ("issues", "write")),
        TimeoutMinutes = 10,
        Steps =
        [
            .. BuiltProgram.WithSources,
            CommonSteps.SignIn(environment.Foundation, environment.Foundation.PlanAccount),
            new RunStep(
                "Ask",
                $"code=0\n{CommonSteps.Program} secrets {environment.Name} --format markdown > \"$RUNNER_TEMP/secrets.md\" || code=$?\ncat \"$RUNNER_TEMP/secrets.md\" >> \"$GITHUB_STEP_SUMMARY\"\n"
                // 12 says that a secret is due; anything else but 0 is a failure, and neither opens nor closes an issue.
                + "if ((code != 0 && code != 12)); then exit \"$code\"; fi\n"
                + "echo \"found=$code\" >> \"$GITHUB_OUTPUT\"\n",
                CommonSteps.None) { Id = "ask" },
            new RunStep(
                "Keep the issue",
                $"if [[ $FOUND == 12 ]]; then {CommonSteps.Program} github issue --marker rotation-{environment.Name} --title 'Secrets of {environment.Name} are due' --file \"$RUNNER_TEMP/secrets.md\"\n"
                + $"else {CommonSteps.Program} github issue --marker rotation-{environment.Name} --close; fi\n",
                CommonSteps.Token.Add("FOUND", "${{ steps.ask.outputs.found }}")),
        ],
    };
}
