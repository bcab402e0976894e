namespace Infra.GitHub.Tests.Server;

/// <summary>A clock on which waiting takes no time: it jumps to the end of every wait, and remembers how long it was.</summary>
/// <param name="start">When it begins.</param>
internal sealed class JumpingClock(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock gate = new();

    private DateTimeOffset now = start ?? new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    public List<TimeSpan> Waits { get; } = [];

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Jump jump = new(() => callback(state), this);
        _ = jump.Change(dueTime, period);
        return jump;
    }

    private void Pass(TimeSpan wait)
    {
        lock (gate)
        {
            now += wait;
            Waits.Add(wait);
        }
    }

    private sealed class Jump(Action ring, JumpingClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime >= TimeSpan.Zero)
            {
                clock.Pass(dueTime);
                ThreadPool.QueueUserWorkItem(_ => ring());
            }

            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
