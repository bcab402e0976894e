using System.Runtime.CompilerServices;

namespace Infra.Pipeline.Demonstrating;

/// <summary>What is prepared, and development: a plan, its seal, and somebody who changes the cloud by hand.</summary>
internal sealed class DevelopmentAct(DemoWorld world, DemoActs acts)
{
    private string Environment => world.Environments.Development;

    /// <summary>The steps.</summary>
    public async IAsyncEnumerable<DemoStep> StepsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.WaitAsync(cancellation);
        yield return new DemoStep(
            "A repository of applications",
            "Releases name commits of it. The program brings a small one along, and this clone's git takes it for the company's on the local backend.",
            TypedCommand.Infra("demo", "prepare"));
        if (world.Environments.Adding is { } add)
        {
            yield return new DemoStep(
                "A development environment, because there is none",
                "A release begins where a merge is a deployment. One command writes every file that this changes, in this copy alone.",
                add,
                TypedCommand.Git("add", "--all"),
                TypedCommand.Git("commit", "--quiet", "--message", $"Add the environment {Environment}"));
        }

        world.MakeKeys();
        yield return new DemoStep(
            "Keys for those who approve",
            "An approval is a signature, and a key counts when stacks/delivery/approvals.yaml lists its public half.",
            TypedCommand.Git("diff", "--unified=1", "stacks/delivery/approvals.yaml"),
            TypedCommand.Git("commit", "--quiet", "--all", "--message", "List keys of the people who approve"))
        {
            Done = "made a key for each person in .infra/keys (as `openssl ecparam -genkey -name prime256v1 -noout -out FILE` does) and wrote the public halves into the list. It is the only setting that the demo changes.",
        };
        yield return new DemoStep(
            $"See the plan of {Environment}",
            "The program runs against an emulated Google Cloud that refuses what Google would refuse. Nothing is changed.",
            TypedCommand.Infra("preview", Environment));
        DemoDeployment first = acts.Plan(Environment);
        yield return new DemoStep(
            "Seal it, and apply exactly that",
            "A sealed plan is bound to the commit, the settings, the packages and the state. What is applied is what was seen, or nothing.",
            first.Seal,
            first.Up);
        (string id, string path, string value) = world.Clickable(Environment);
        yield return new DemoStep(
            "Somebody changes the cloud by hand",
            "In a hurry, in the console, past every review. Drift shows it, with exit code 12.",
            TypedCommand.Infra("cloud", "edit", Environment, id, path, value),
            TypedCommand.Infra("drift", Environment).Ending(12));
        DemoDeployment second = acts.Plan(Environment);
        yield return new DemoStep("Bring it back", "The next apply makes it what the settings say.", second.Seal, second.Up, TypedCommand.Infra("drift", Environment));
    }
}
