using Infra.Delivery.Audit;
using Infra.Delivery.Calendars;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Risk;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Applying;

/// <summary>What is to be carried out, and who asks for it.</summary>
public sealed record ApplyRequest
{
    /// <summary>What the audit record calls it: <c>up</c>, <c>destroy</c> or <c>bootstrap</c>.</summary>
    public string Action { get; init; } = "up";

    /// <summary>The file of the envelope; null for a plan that nobody sealed.</summary>
    public string? Envelope { get; init; }

    /// <summary>Why, for the audit record.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Files of evidence.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Whether it takes the emergency path.</summary>
    public bool Emergency { get; init; }

    /// <summary>A class of change given by hand, which can only raise what the plan says.</summary>
    public ChangeClass? Raised { get; init; }

    /// <summary>Says that planning begins, on which backend.</summary>
    public Action<string> Begin { get; init; } = _ => { };

    /// <summary>Shows the plan before anybody is asked.</summary>
    public Action<Plan> Show { get; init; } = _ => { };

    /// <summary>Asks; throws where the answer is no.</summary>
    public Action<Plan> Confirm { get; init; } = _ => { };
}

/// <summary>Carries an envelope out, or a plan of what is not protected: between its two audit records, and judged right before the first step.</summary>
/// <param name="host">The machine.</param>
/// <param name="repository">The repository.</param>
/// <param name="backend">The backend, locked: or the plan could be stale before it is shown.</param>
public sealed class Applier(Host host, Repository repository, IBackend backend)
{
    /// <summary>Carries it out.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellation">Stops it; what was begun is recorded all the same.</param>
    /// <exception cref="InfraException">It does not fit any more, a gate is closed, or it was stopped.</exception>
    public async Task<(Plan Plan, UpdateOutcome Outcome)> RunAsync(string stack, ApplyRequest request, CancellationToken cancellation)
    {
        request.Begin(backend.Name);
        AuditTrail trail = new(host, repository, backend.Name);
        Freezes freezes = new(host, repository, trail);
        Envelope? envelope = request.Envelope is { } sealedPlan ? await new Sealer(host, repository).OpenAsync(sealedPlan, backend, stack, cancellation) : null;
        bool enforced = envelope is not null && await new Protection(host, repository).HoldsAsync(stack, backend.Name, cancellation);
        Plan plan = envelope?.Plan ?? await backend.PreviewAsync(cancellation);
        BackendNotices.Write(host, backend);
        Gatekeeper gating = new(host, repository, trail);
        ChangeClassification change = await gating.ClassAsync(envelope, plan, request.Raised, request.Emergency, cancellation);
        await freezes.RequireAsync(plan.Stack, change.Class, enforced, cancellation);
        request.Show(plan);
        request.Confirm(plan);

        // Also without changes: dependencies, protection and outputs may differ, which is recorded and touches no cloud.
        GateRun gates = await JudgeAsync();
        AuditEntry entry = trail.Entry(request.Action, plan.Stack, backend.Name, plan, envelope, request.Reason);
        Carried run = await trail.DoAsync(
            envelope is null ? entry : gates.Into(entry),
            async () =>
            {
                if (enforced)
                {
                    // Whoever was asked may have answered hours later, and until the first step a revocation counts: everything is asked anew.
                    await freezes.RequireAsync(plan.Stack, change.Class, enforced, cancellation);
                    gates = await JudgeAsync();
                }

                Enforce(gates, enforced);
                if (envelope is not null)
                {
                    await gating.KeepRulesAsync(envelope, cancellation);
                }

                if (envelope is null && backend.Name != "local")
                {
                    // The program opens what it is given, in development too.
                    await new Sealer(host, repository).WriteUnsealedAsync(plan, backend, cancellation);
                }

                return await Carried.OutAsync(backend, plan, new StepProgress(host, plan.Summary.Changes), cancellation);
            },
            cancellation);
        return (plan, run.Outcome);

        Task<GateRun> JudgeAsync() =>
            gating.RunAsync(envelope, plan, [], request.Evidence, request.Emergency, request.Raised, AuditTrail.Actor(host, repository), cancellation);
    }

    // A rehearsal, and development, only show them.
    private void Enforce(GateRun gates, bool enforced)
    {
        string stack = gates.Facts.Plan.Stack;
        if (!gates.Report.IsOpen && enforced)
        {
            throw gates.Refusal(stack);
        }

        host.Error.Write($"{gates.Summary(stack)}{(gates.Report.IsOpen ? "" : " Here that is shown and not enforced.")}\n");
    }
}
