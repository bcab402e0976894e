using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Demonstrating;

/// <summary>Plays the steps of the demo one after the other, and stops at the first that does not end as it was told.</summary>
/// <param name="host">The machine.</param>
/// <param name="run">This program's command line.</param>
/// <param name="screen">Where it is shown.</param>
public sealed class DemoRunner(Host host, RunCommandLine run, IDemoScreen screen)
{
    private const int Unexpected = 1;

    /// <summary>Plays it.</summary>
    /// <param name="keep">Whether the temporary copy stays.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>0, or the exit code of the command that ended otherwise than it should; 1 where that succeeded and should have been refused.</returns>
    public async Task<int> RunAsync(bool keep, CancellationToken cancellation)
    {
        using DemoWorld world = await DemoWorld.MakeAsync(host, run, keep, cancellation);
        screen.Say(Opening(world));
        try
        {
            int number = 0;
            await foreach (DemoStep step in new DemoStory(world).StepsAsync(cancellation))
            {
                if (!step.IsMore)
                {
                    await screen.PauseAsync(cancellation);
                    screen.Begin(++number, step);
                }

                if (await PlayAsync(world, step, cancellation) is not 0 and var stopped)
                {
                    return stopped;
                }
            }

            screen.Say("That was the whole way. Every output above is what the same commands write for you.");
            return 0;
        }
        finally
        {
            screen.Say(keep ? $"The copy is kept: {world.Folder}" : "The copy is deleted.");
        }
    }

    private async Task<int> PlayAsync(DemoWorld world, DemoStep step, CancellationToken cancellation)
    {
        foreach (TypedCommand command in step.Commands)
        {
            screen.Typed(command);
            (string output, int exitCode) = await world.RunAsync(command, cancellation);
            screen.Ended(command, output, exitCode);
            if (exitCode != command.Exit)
            {
                screen.Say($"The demo stops here: that command has to end with {command.Exit}, and ended with {exitCode}.");
                return exitCode == 0 ? Unexpected : exitCode;
            }
        }

        return 0;
    }

    private static string Opening(DemoWorld world) =>
        $"This plays in a temporary copy of your checkout, {world.Folder}, on the local backend: no cloud, no network, no credentials.\n"
        + "The copy has stacks/, gitops/ and the workflows; the sources of the program stay behind. Your files, commits and settings of git are not touched.\n"
        + $"The copy has a clock of its own, so that hours of waiting pass at once. It shows {world.Moments.Local(world.Clock.Now)}, the next moment at which {world.Environments.Production} is open and people are at work.\n"
        + "You are `demo`, who carries plans out. Whoever does that approves nothing; the people of stacks/delivery/approvals.yaml do.";
}
