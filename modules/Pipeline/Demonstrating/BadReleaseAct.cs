using System.Runtime.CompilerServices;
using Infra.Delivery.Gates;

namespace Infra.Pipeline.Demonstrating;

/// <summary>A version that fails in production's first region and is taken back, there and in staging.</summary>
internal sealed class BadReleaseAct(DemoWorld world, DemoActs acts)
{
    /// <summary>The steps.</summary>
    public async IAsyncEnumerable<DemoStep> StepsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        (string development, string? staging, string production) = world.Environments;
        yield return acts.At(acts.Soaked(production), new DemoStep(
            "A new version of the applications",
            "A developer merges a change that looks harmless. Development follows the branch, so it has it at once.",
            TypedCommand.Git("--git-dir", BundledApplications.Place, "branch", "--force", "main", BundledApplications.Bad),
            TypedCommand.Git("--git-dir", BundledApplications.Place, "log", "--oneline", "--max-count=2", "main")));
        foreach ((string from, string to) in Way(development, staging, production))
        {
            foreach (DemoStep step in acts.Soak(from, to))
            {
                yield return step;
            }

            await foreach (DemoStep step in acts.PromoteAsync(from, to, to == production && world.Gates(production).Rollout is not null ? $"{production} gets it in phases: the regions of the first one alone, the others keep what they run." : $"{to} gets the new version.", cancellation))
            {
                yield return step;
            }

            await foreach (DemoStep step in acts.DeployAsync(to, "The new version", cancellation))
            {
                yield return step;
            }
        }

        if (world.Gates(production).Rollout is { } rollout)
        {
            foreach (DemoStep step in Failing(production, rollout.Phases[0]))
            {
                yield return step;
            }
        }

        foreach (string environment in new[] { production, staging }.OfType<string>())
        {
            yield return new DemoStep(
                $"Take {environment} back",
                "The release before comes back byte for byte, with the settings that ran with it. Anything that holds data and would be lost stops it. It is reviewed and merged like everything else.",
                TypedCommand.Infra("rollback", environment, "--reason", "INC-42: one payment in five fails"));
            yield return await acts.MergeAsync($"rollback/{environment}", cancellation);
            await foreach (DemoStep step in acts.DeployAsync(environment, "The release before", cancellation))
            {
                yield return step;
            }
        }
    }

    private static (string From, string To)[] Way(string development, string? staging, string production) =>
        staging is null ? [(development, production)] : [(development, staging), (staging, production)];

    private IEnumerable<DemoStep> Failing(string production, RolloutPhase phase)
    {
        yield return new DemoStep("Where does the rollout stand", $"Phase {phase.Name} holds for {phase.Hours} hours and needs good health. It is not over: exit code 10.", TypedCommand.Infra("rollout", production).Ending(10));
        DemoDeployment measured = acts.Plan(production);
        yield return acts.At(world.Clock.Now + TimeSpan.FromHours(1), new DemoStep(
            "An hour later: one request in five fails",
            "Monitoring brings evidence about the release of this phase. A phase that failed goes no further, whatever is measured later.",
            [
                .. measured.Prove("HealthGood", DemoDeployment.Health(errors: 2000, latency: 3100), "--about", world.Digest),
                TypedCommand.Infra("rollout", production, "--evidence", measured.Proof("HealthGood")).Ending(10),
            ]));
    }
}
