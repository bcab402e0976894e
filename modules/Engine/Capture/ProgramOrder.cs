namespace Infra.Engine.Capture;

/// <summary>
/// Lets registrations pass one at a time in program order, so that plans, journals and ids are the same however the tasks of a
/// program happen to interleave. It cannot block: what a resource needs was declared before it.
/// </summary>
internal sealed class ProgramOrder
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, TaskCompletionSource> waiting = [];
    private readonly HashSet<int> finished = [];
    private int next;
    private int? inTurn;
    private TaskCompletionSource? idle;
    private bool open;

    /// <summary>How many passed; a watchdog looks at whether it grows.</summary>
    public int Passed
    {
        get
        {
            lock (gate)
            {
                return next;
            }
        }
    }

    /// <summary>Waits for the turn of a resource.</summary>
    /// <exception cref="OperationCanceledException">The run is over.</exception>
    public Task TurnAsync(int index)
    {
        lock (gate)
        {
            if (open)
            {
                return Task.FromCanceled(new CancellationToken(canceled: true));
            }

            if (index == next)
            {
                inTurn = index;
                return Task.CompletedTask;
            }

            TaskCompletionSource turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting[index] = turn;
            return turn.Task;
        }
    }

    /// <summary>Ends the turn of a resource, or takes one that will never come out of the order.</summary>
    public void Finish(int index)
    {
        TaskCompletionSource? turn;
        lock (gate)
        {
            inTurn = inTurn == index ? null : inTurn;
            finished.Add(index);
            while (finished.Remove(next))
            {
                next++;
            }

            if (waiting.Remove(next, out turn))
            {
                inTurn = next;
            }

            if (inTurn is null)
            {
                idle?.TrySetResult();
            }
        }

        turn?.TrySetResult();
    }

    /// <summary>Waits for the turn that is under way; after <see cref="Close"/> no other begins.</summary>
    public Task IdleAsync()
    {
        lock (gate)
        {
            if (inTurn is null)
            {
                return Task.CompletedTask;
            }

            idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return idle.Task;
        }
    }

    /// <summary>Ends every wait: nothing more is to be done.</summary>
    public void Close()
    {
        TaskCompletionSource[] rest;
        lock (gate)
        {
            open = true;
            rest = [.. waiting.Values];
            waiting.Clear();
        }

        foreach (TaskCompletionSource turn in rest)
        {
            turn.TrySetCanceled();
        }
    }
}
