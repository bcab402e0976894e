using System.Collections.Immutable;
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

    /// <summary>When what was just applied has run for the hours that production asks for, at a moment when it is open.</summary>
    public DateTimeOffset Soaked() => world.Moments.Open(world.Clock.Now + TimeSpan.FromHours(world.Gates(world.Environments.Production).SoakElapsed?.Hours ?? 0) + TimeSpan.FromMinutes(1));

    /// <summary>Merges the branch that the last command made.</summary>
    public async Task<DemoCommand> MergeAsync(string folder, CancellationToken cancellation) =>
        DemoCommand.Git("merge", "--no-ff", "--no-edit", await world.BranchAsync(folder, cancellation));

    /// <summary>Gives the next environment what one runs, with the evidence that it asks for.</summary>
    /// <param name="from">The environment whose release is taken.</param>
    /// <param name="to">The environment that gets it.</param>
    /// <param name="why">Why.</param>
    /// <param name="cancellation">Stops it.</param>
    public async IAsyncEnumerable<DemoStep> PromoteAsync(string from, string to, string why, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string[] evidence = [];
        DemoCommand promote = DemoCommand.Infra("promote", from, to);
        if (world.Gates(to).TestsPassed is not null)
        {
            yield return new DemoStep(
                $"Promote {from} to {to}: not without evidence",
                $"{to} asks that {from} has run this release long enough, and that its tests passed. The refusal names the digest of the release, and evidence is about exactly that.",
                promote.Ending(10));
            string file = $".infra/promotion-{++plans}.json";
            evidence = ["--evidence", file];
            yield return new DemoStep(
                "The results of the tests, as evidence",
                "A pipeline writes what it measured; here the demo types numbers. `infra evidence` holds them to the form, and signs where there is a key.",
                DemoCommand.Write(".infra/facts.json", DemoDeployment.Tests(world.Gates(to))),
                DemoCommand.Infra("evidence", "TestsPassed", "--about", world.Digest, "--facts", ".infra/facts.json", "--out", file));
        }

        yield return new DemoStep($"Promote {from} to {to}", why, promote with { Arguments = [.. promote.Arguments, .. evidence] });
        yield return new DemoStep("Merge it", "On GitHub that is a pull request, which people review.", await MergeAsync($"promote/{to}", cancellation));
    }

    /// <summary>Seals, gathers evidence and approvals, and applies.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="what">What it gets, in a few words.</param>
    /// <param name="cancellation">Stops it.</param>
    public async IAsyncEnumerable<DemoStep> DeployAsync(string environment, string what, [EnumeratorCancellation] CancellationToken cancellation)
    {
        DemoDeployment plan = Plan(environment);
        yield return new DemoStep($"Seal the plan for {environment}, with evidence", $"{what}: the plan is sealed again, and what its gates read is written about exactly this plan.", [plan.Seal, .. plan.Prove(IsFirst(environment))]);
        ImmutableArray<DemoCommand> approvals = await plan.ApproveAsync(cancellation);
        yield return new DemoStep($"Approve it and apply it to {environment}", "Different people fill every place; then the gates are evaluated, and once more right before the first step.", [.. approvals, plan.Gate, plan.Up]);
        Applied(environment);
    }
}
