namespace Pulumi;

/// <summary>Counts unfinished tasks, and tells when there are none left or one has failed.</summary>
internal sealed class TaskTracker
{
    private readonly Lock _gate = new();
    private readonly HashSet<Exception> _seen = [];
    private readonly List<Exception> _failures = [];
    private TaskCompletionSource? _waiter;
    private int _unfinished;

    public void Add(Task task)
    {
        lock (_gate)
        {
            _unfinished++;
        }

        task.ContinueWith(Finished, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>The failures so far, as soon as there is one; none when everything has ended well.</summary>
    public async Task<IReadOnlyList<Exception>> IdleOrFailedAsync()
    {
        Task wait;
        lock (_gate)
        {
            if (_failures.Count == 0 && _unfinished > 0)
            {
                _waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            wait = _waiter?.Task ?? Task.CompletedTask;
        }

        await wait.ConfigureAwait(false);
        lock (_gate)
        {
            return [.. _failures];
        }
    }

    private void Finished(Task task)
    {
        lock (_gate)
        {
            _unfinished--;
            foreach (var failure in task.Exception?.InnerExceptions ?? Enumerable.Empty<Exception>())
            {
                if (_seen.Add(failure))
                {
                    _failures.Add(failure);
                }
            }

            if (_failures.Count > 0 || _unfinished == 0)
            {
                _waiter?.TrySetResult();
            }
        }
    }
}
