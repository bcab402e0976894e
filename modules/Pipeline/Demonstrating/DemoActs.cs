using System.Globalization;
using System.Runtime.CompilerServices;

namespace Infra.Pipeline.Demonstrating;

/// <summary>The steps that several acts have.</summary>
/// <param name="world">The copy.</param>
internal sealed class DemoActs(DemoWorld world)
{
    private readonly HashSet<string> applied = new(StringComparer.Ordinal);
    private int plans;

    /// <summary>A plan of an environment that is to be sealed.</summary>
    public DemoDeployment Plan(string environment) => new(world, environment, ++plans);

    /// <summary>Whether nothing of the demo runs in an environment yet.</summary>
    public bool IsFirst(string environment) => !applied.Contains(environment);

    /// <summary>Says that an environment was applied.</summary>
    public void Applied(string environment) => applied.Add(environment);

    /// <summary>A step that begins later.</summary>
    public DemoStep At(DateTimeOffset later, DemoStep step)
    {
        world.Clock.MoveTo(later);
        return step with { Clock = world.Moments.Local(world.Clock.Now) };
    }

    /// <summary>When what was just applied has run for the hours that an environment asks for, at a moment when people are at work and production is open.</summary>
    /// <param name="to">The environment.</param>
    public DateTimeOffset Soaked(string to) => world.Moments.Open(world.Clock.Now + TimeSpan.FromHours(world.Gates(to).SoakElapsed?.Hours ?? 0) + TimeSpan.FromMinutes(1));

    /// <summary>Merges the branch that the last command made.</summary>
    public async Task<DemoStep> MergeAsync(string folder, CancellationToken cancellation) =>
        DemoStep.More(TypedCommand.Git("merge", "--no-ff", "--no-edit", await world.BranchAsync(folder, cancellation)));

    /// <summary>Waits until what one environment runs may go to the next; the first time it is tried too early.</summary>
    /// <param name="from">The environment whose release is taken.</param>
    /// <param name="to">The environment that gets it.</param>
    public IEnumerable<DemoStep> Soak(string from, string to)
    {
        if (world.Gates(to).SoakElapsed is not { } soak)
        {
            yield break;
        }

        if (IsFirst(to))
        {
            yield return new DemoStep(
                $"Too early for {to}",
                $"{to} gets what {soak.From} has run for {soak.Hours} {(soak.Hours == 1 ? "hour" : "hours")} without a failure. SoakElapsed says since when.",
                TypedCommand.Infra("promote", from, to).Ending(10));
        }

        yield return At(Soaked(to), new DemoStep($"{from} has run it for a while", "What is recorded of it, and whether anything was changed by hand since.", TypedCommand.Infra("status", from), TypedCommand.Infra("drift", from)));
    }

    /// <summary>Gives the next environment what one runs, with the evidence that it asks for, and merges that.</summary>
    /// <param name="from">The environment whose release is taken.</param>
    /// <param name="to">The environment that gets it.</param>
    /// <param name="why">Why.</param>
    /// <param name="cancellation">Stops it.</param>
    public async IAsyncEnumerable<DemoStep> PromoteAsync(string from, string to, string why, [EnumeratorCancellation] CancellationToken cancellation)
    {
        (string title, TypedCommand promote) = ($"Promote {from} to {to}", TypedCommand.Infra("promote", from, to));
        if (world.Gates(to).TestsPassed is null)
        {
            yield return new DemoStep(title, why, promote);
        }
        else
        {
            string file = string.Create(CultureInfo.InvariantCulture, $".infra/promotion-{++plans}.json");
            yield return new DemoStep(
                title,
                $"{why} {to} asks for evidence that its tests passed, about exactly this release, whose digest the refusal names. A pipeline writes it; here the demo types numbers.",
                promote.Ending(10));
            yield return DemoStep.More(
                TypedCommand.Write(".infra/facts.json", DemoDeployment.Tests(world.Gates(to))),
                TypedCommand.Infra("evidence", "TestsPassed", "--about", world.Digest, "--facts", ".infra/facts.json", "--out", file),
                promote with { Arguments = [.. promote.Arguments, "--evidence", file] });
        }

        yield return await MergeAsync($"promote/{to}", cancellation);
    }

    /// <summary>Seals, gathers evidence and approvals, and applies.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="what">What it gets, in a few words.</param>
    /// <param name="cancellation">Stops it.</param>
    public async IAsyncEnumerable<DemoStep> DeployAsync(string environment, string what, [EnumeratorCancellation] CancellationToken cancellation)
    {
        DemoDeployment plan = Plan(environment);
        yield return new DemoStep(
            $"{what} goes to {environment}",
            "Sealed, with evidence about exactly this plan, approved by different people, through the gates, applied.",
            [plan.Seal, .. plan.Prove(IsFirst(environment))]);
        yield return DemoStep.More([.. await plan.ApproveAsync(cancellation), plan.Gate, plan.Up]);
        Applied(environment);
    }
}
