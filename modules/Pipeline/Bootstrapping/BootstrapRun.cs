using System.Collections.Immutable;
using Infra.Model.Errors;

namespace Infra.Pipeline.Bootstrapping;

/// <summary>
/// Goes through the steps. What is done already is told from the facts each time, so that a run that was interrupted anywhere is taken up by
/// simply running again; and a step counts as done only when the facts say so after it.
/// </summary>
/// <param name="steps">The steps, in order.</param>
/// <param name="work">How they are done.</param>
/// <param name="say">Takes one line a step.</param>
/// <param name="confirm">Asks once, before the first change; throws when the answer is not yes.</param>
public sealed class BootstrapRun(ImmutableArray<BootstrapStep> steps, IBootstrapWork work, Action<string> say, Action confirm)
{
    private bool asked;

    /// <summary>Does what is not done yet, in order.</summary>
    /// <exception cref="InfraException">A step failed; those before it are done, and nothing after it was tried.</exception>
    public async Task DoAsync(CancellationToken cancellation)
    {
        foreach (BootstrapStep step in steps)
        {
            StepWork of = work.Of(step);
            StepFinding found = await of.Find(cancellation);
            if (found.State != StepState.Needed)
            {
                Say(step, found.State == StepState.Done ? "already done" : "skipped", found.Detail);
                continue;
            }

            AskOnce();
            string did = await of.Do(cancellation);
            StepFinding after = await of.Find(cancellation);
            if (after.State == StepState.Needed)
            {
                throw new InfraException(ErrorKind.Failed, $"Step {step.Name} was carried out and is still not done: {after.Detail}. It {step.What}. Look at what it left, and run the same again.");
            }

            Say(step, "done", did);
        }
    }

    /// <summary>Undoes what can be undone, in reverse.</summary>
    /// <returns>What stays, one line each.</returns>
    /// <exception cref="InfraException">It is refused, with nothing changed; or a step failed.</exception>
    public async Task<ImmutableArray<string>> UndoAsync(CancellationToken cancellation)
    {
        ImmutableArray<string> stays = await work.CheckUndoAsync(cancellation);
        foreach (BootstrapStep step in steps.Reverse())
        {
            StepWork of = work.Of(step);
            StepFinding found = step.Undo is null ? StepFinding.Skipped("nothing to undo") : await of.FindUndo(cancellation);
            if (found.State != StepState.Needed)
            {
                Say(step, found.State == StepState.Done ? "already undone" : "skipped", found.Detail);
                continue;
            }

            AskOnce();
            Say(step, "undone", await of.Undo(cancellation));
        }

        return stays;
    }

    private void AskOnce()
    {
        if (!asked)
        {
            confirm();
            asked = true;
        }
    }

    private void Say(BootstrapStep step, string outcome, string detail) => say($"{step.Name.PadRight(steps.Max(s => s.Name.Length))}  {outcome}: {detail}");
}
