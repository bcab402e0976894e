using Infra.Delivery.Calendars;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Applying;

/// <summary>Deletes everything that a stack made, where it is not protected.</summary>
/// <param name="host">The machine.</param>
/// <param name="repository">The repository.</param>
public sealed class StackDestroy(Host host, Repository repository)
{
    /// <summary>Deletes it.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="kind"><c>local</c> or <c>pulumi</c>.</param>
    /// <param name="wait">How long to wait for another run; null for not at all.</param>
    /// <param name="request">Why, and how it is shown and confirmed.</param>
    /// <param name="cancellation">Stops it; what was begun is recorded all the same.</param>
    /// <exception cref="InfraException">It is refused, or it was stopped.</exception>
    public async Task<(Plan Plan, UpdateOutcome Outcome)> RunAsync(string stack, string kind, TimeSpan? wait, ApplyRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (kind != BackendNames.Local && await new Protection(host, repository).HoldsAsync(stack, kind, cancellation))
        {
            // There is no envelope of a destroy, so nobody could have approved it.
            throw new InfraException(
                ErrorKind.GateBlocked,
                $"{stack} is protected: it is not destroyed by one command. Take what is to go out of stacks/Pulumi.{stack}.yaml, and apply that as a sealed and approved plan.");
        }

        IBackend backend = new StackBackends(host, repository).Of(stack, kind, wait);

        // One lock over both, or the plan could be stale before it is shown.
        using IDisposable held = await backend.LockAsync("destroy", cancellation);
        request.Begin(backend.Name);
        try
        {
            return await CarryOutAsync(backend, request, cancellation);
        }
        catch (OperationCanceledException cancelled)
        {
            throw Carried.BeforeFirstStep(stack, cancelled);
        }
    }

    private async Task<(Plan Plan, UpdateOutcome Outcome)> CarryOutAsync(IBackend backend, ApplyRequest request, CancellationToken cancellation)
    {
        Plan plan = await backend.PreviewDestroyAsync(cancellation);
        BackendNotices.Write(host, backend);
        AuditTrail trail = new(host, repository, backend.Name);
        Freezes freezes = new(host, repository, trail);
        bool enforced = backend.Name != BackendNames.Local;
        await freezes.RequireAsync(plan.Stack, ChangeClass.Major, enforced, cancellation);
        request.Show(plan);
        request.Confirm(plan);
        GateRun gates = await new Gatekeeper(host, repository, trail).RunAsync(
            envelope: null, plan, [], [], emergency: false, raised: null, AuditTrail.Actor(host, repository), cancellation);
        Carried run = await trail.DoAsync(
            trail.Entry(request.Action, plan.Stack, backend.Name, plan, reason: request.Reason),
            async () =>
            {
                // Whoever was asked may have answered hours later.
                if (enforced)
                {
                    await freezes.RequireAsync(plan.Stack, ChangeClass.Major, enforced, cancellation);
                }

                // Nobody seals a destroy, so its gates are shown: where they bind, the stack is protected and was refused above.
                host.Error.Write($"{gates.Summary(plan.Stack)}{(gates.Report.IsOpen ? "" : " Here that is shown and not enforced.")}\n");
                return await Carried.OutAsync(backend, plan, new StepProgress(host, plan.Summary.Changes), cancellation);
            },
            cancellation);
        return (plan, run.Outcome);
    }
}
