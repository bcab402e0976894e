using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Infra.Pipeline.Demonstrating;

/// <summary>
/// The story of the demo: each step is data, made when the one before is over, because a branch, a digest or a missing approval is known only then.
/// </summary>
/// <param name="world">The copy that it plays in.</param>
public sealed class DemoStory(DemoWorld world)
{
    /// <summary>Every step, in order.</summary>
    public async IAsyncEnumerable<DemoStep> StepsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        DemoActs acts = new(world);
        foreach (IAsyncEnumerable<DemoStep> act in (IAsyncEnumerable<DemoStep>[])[new DevelopmentAct(world, acts).StepsAsync(cancellation), new ReleaseAct(world, acts).StepsAsync(cancellation), new BadReleaseAct(world, acts).StepsAsync(cancellation), new FreezeAct(world, acts).StepsAsync(cancellation)])
        {
            await foreach (DemoStep step in act.WithCancellation(cancellation))
            {
                yield return step;
            }
        }

        yield return new DemoStep(
            "The record of all that",
            "Who did what to which environment, when, why and how it ended. Each record is chained to the one before, so one that was edited, deleted or moved is found.",
            TypedCommand.Infra("audit", "show", "--action", "override"),
            TypedCommand.Infra("audit", "show", "--env", world.Environments.Production, "--action", "up"),
            TypedCommand.Infra("audit", "verify"));
    }
}
