using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Infra.Delivery.Approvals;

namespace Infra.Pipeline.Demonstrating;

/// <summary>The fix is ready when production is frozen: it is refused, opened by two people on the record, and reviewed by a third.</summary>
internal sealed class FreezeAct(DemoWorld world, DemoActs acts)
{
    private const string Reason = "INC-42: payments must wait for slow banks";

    /// <summary>The steps.</summary>
    public async IAsyncEnumerable<DemoStep> StepsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        (string development, string? staging, string production) = world.Environments;
        yield return new DemoStep(
            "The fix",
            "The developers merge a version that waits for slow banks.",
            TypedCommand.Git("--git-dir", BundledApplications.Place, "branch", "--force", "main", BundledApplications.Fixed));
        if (staging is not null)
        {
            await foreach (DemoStep step in acts.PromoteAsync(development, staging, $"{staging} gets the fix.", cancellation))
            {
                yield return step;
            }

            await foreach (DemoStep step in acts.DeployAsync(staging, "The fix", cancellation))
            {
                yield return step;
            }
        }

        yield return acts.At(world.Moments.Frozen(acts.Soaked(production)), new DemoStep(
            $"{production} is frozen",
            "The calendar has the days on which nobody may change it, each with its source. Exit code 10, with what opens it.",
            TypedCommand.Infra("freeze", "check", production).Ending(10)));
        await foreach (DemoStep step in acts.PromoteAsync(world.Environments.BeforeProduction, production, "A promotion is a branch, so the freeze does not hold it. Its apply does.", cancellation))
        {
            yield return step;
        }

        await foreach (DemoStep step in OverriddenAsync(production, cancellation))
        {
            yield return step;
        }
    }

    private async IAsyncEnumerable<DemoStep> OverriddenAsync(string production, [EnumeratorCancellation] CancellationToken cancellation)
    {
        DemoDeployment plan = acts.Plan(production);
        yield return new DemoStep("Everybody approves, and the freeze holds", "Approvals do not open a freeze: FreezeClear is closed, so nothing is done: exit code 10.", [plan.Seal, .. plan.Prove(isFirst: false)]);
        yield return DemoStep.More([.. await plan.ApproveAsync(cancellation), plan.Up.Ending(10)]);

        string until = (world.Clock.Now + TimeSpan.FromHours(2)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        ImmutableArray<(string Person, string Role)> opening = new DemoApprovers(world.Approvals).For([.. FreezeOverride.Roles], []);
        string[] request = ["--reason", Reason, "--until", until];
        yield return new DemoStep(
            "Two people open it for two hours",
            $"An override is approved by {string.Join(" and ", FreezeOverride.Roles)}, ends by itself, and stands on the audit record with its reason.",
            [
                .. opening.Select(o => TypedCommand.Infra(["freeze", "approve", production, "--role", o.Role, .. request]).As(o.Person)),
                TypedCommand.Infra(["freeze", "override", production, .. request]),
                TypedCommand.Infra("freeze", "check", production),
            ]);
        ImmutableArray<TypedCommand> more = await plan.ApproveAsync(cancellation);
        yield return new DemoStep("Apply the fix", "The same sealed plan, the same approvals; the override opens the freeze and nothing else.", [.. more, plan.Gate, plan.Up]);

        string reviewer = new DemoApprovers(world.Approvals).For([null], [.. opening.Select(o => o.Person)])[0].Person;
        string id = FreezeOverride.DigestOf(production, DateTimeOffset.Parse(until, CultureInfo.InvariantCulture), Reason)["sha256:".Length..][..12];
        yield return new DemoStep(
            "Somebody else reviews the override",
            "Within a day, by a person who neither approved nor recorded it; until then every status says that it is open.",
            TypedCommand.Infra("freeze", "review", production, "--id", id, "--reason", "right: the fix could not wait").As(reviewer));
    }
}
