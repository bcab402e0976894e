using System.Runtime.ExceptionServices;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;

namespace Infra.Pipeline.Applying;

/// <summary>A plan that was carried out, or that was stopped after its first step: then it failed, whatever stopped it, and is no refusal.</summary>
public sealed class Carried
{
    private readonly UpdateOutcome? outcome;
    private readonly ExceptionDispatchInfo? stopped;

    private Carried(UpdateOutcome? outcome, ExceptionDispatchInfo? stopped) => (this.outcome, this.stopped) = (outcome, stopped);

    /// <summary>How it ended.</summary>
    /// <exception cref="InfraException">It was stopped.</exception>
    public UpdateOutcome Outcome
    {
        get
        {
            stopped?.Throw();
            return outcome!;
        }
    }

    /// <summary>Carries a plan out, with the word that the audit record has for its end.</summary>
    /// <exception cref="InfraException">It was refused before its first step.</exception>
    public static async Task<(Carried Result, string Outcome)> OutAsync(IBackend backend, Plan plan, StepProgress progress, CancellationToken cancellation)
    {
        try
        {
            UpdateOutcome ended = await backend.ApplyAsync(plan, progress, cancellation);
            return (new Carried(ended, null), UpdateEnding.Word(ended));
        }
        catch (InfraException stop) when (progress.HasBegun)
        {
            return (new Carried(null, ExceptionDispatchInfo.Capture(stop)), "failed");
        }
        catch (OperationCanceledException cancelled) when (progress.HasBegun)
        {
            InfraException stop = new(ErrorKind.Cancelled, $"Cancelled after the first step; what was done in {plan.Stack} is recorded. Run the same command again to go on.", cancelled);
            return (new Carried(null, ExceptionDispatchInfo.Capture(stop)), "cancelled");
        }
    }

    /// <summary>Says of a cancelled command that no step was begun.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="cancelled">What ended it.</param>
    public static InfraException BeforeFirstStep(string stack, OperationCanceledException cancelled) =>
        new(ErrorKind.Cancelled, $"Cancelled before the first step: nothing was changed in {stack}, and its lock is given back.", cancelled);
}
