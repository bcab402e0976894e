using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Infra.Pipeline.Demonstrating;

/// <summary>The first release, from development through staging to production.</summary>
internal sealed partial class ReleaseAct(DemoWorld world, DemoActs acts)
{
    /// <summary>The steps.</summary>
    public async IAsyncEnumerable<DemoStep> StepsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        (string development, string? staging, string production) = world.Environments;
        string first = staging ?? production;
        foreach (DemoStep step in acts.Soak(development, first))
        {
            yield return step;
        }

        await foreach (DemoStep step in acts.PromoteAsync(
            development, first, $"{first} gets what {development} runs: a commit of the applications and one of this repository, as a branch and the text of a pull request, which is merged.", cancellation))
        {
            yield return step;
        }

        await foreach (DemoStep step in GatedAsync(first, cancellation))
        {
            yield return step;
        }

        if (staging is null)
        {
            yield break;
        }

        foreach (DemoStep step in acts.Soak(staging, production))
        {
            yield return step;
        }

        await foreach (DemoStep step in acts.PromoteAsync(staging, production, "The same commits, and nothing newer.", cancellation))
        {
            yield return step;
        }

        await foreach (DemoStep step in acts.DeployAsync(production, "The first release", cancellation))
        {
            yield return step;
        }
    }

    // The first time each part of it is a step of its own.
    private async IAsyncEnumerable<DemoStep> GatedAsync(string environment, [EnumeratorCancellation] CancellationToken cancellation)
    {
        DemoDeployment plan = acts.Plan(environment);
        yield return new DemoStep($"Seal the plan for {environment}, and ask the gates", "Outside development nothing is applied that was not sealed. All gates are shown, with what opens those that are closed: exit code 10.", plan.Seal, plan.Gate.Ending(10));
        ImmutableArray<TypedCommand> evidence = plan.Prove(acts.IsFirst(environment));
        yield return new DemoStep("Evidence for the gates", "What was measured elsewhere comes as facts about exactly this plan. A pipeline writes them; here the demo types numbers.", evidence);
        ImmutableArray<TypedCommand> approvals = await plan.ApproveAsync(cancellation);
        yield return new DemoStep(approvals.Length == 1 ? "One person approves" : $"{approvals.Length} people approve", "Each with a key of their own, exactly this plan. Nobody fills two places, and nobody who took part counts.", approvals);
        string changed = Changed(plan.File);
        yield return new DemoStep(
            "One byte of the sealed plan is changed",
            "Somebody got hold of the file. Its digest is not what was sealed any more, and no approval is for it: exit code 11.",
            TypedCommand.Infra("up", environment, "--plan", changed, "--yes").Ending(11))
        {
            Done = $"copied {plan.File} to {changed} with one hexadecimal digit of the commit in it changed.",
        };
        yield return new DemoStep("Ask the gates again, and apply", "Everything is there now.", plan.Gate, plan.Up);
        acts.Applied(environment);
    }

    // One hexadecimal digit of the commit that it names.
    private string Changed(string file)
    {
        string text = world.Read(file);
        Match commit = Commit().Match(text);
        string changed = file.Replace(".json", ".changed.json", StringComparison.Ordinal);
        world.Write(changed, $"{text[..commit.Index]}{(commit.Value == "0" ? '1' : '0')}{text[(commit.Index + 1)..]}");
        return commit.Success ? changed : throw new InvalidOperationException($"{file} names no commit.");
    }

    [GeneratedRegex("(?<=\"commit\":\\s*\")[0-9a-f]")]
    private static partial Regex Commit();
}
