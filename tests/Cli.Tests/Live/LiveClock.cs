namespace Infra.Cli.Tests.Live;

/// <summary>A clock by which pauses between tries are over at once, and the time that an answer has only when a test says so.</summary>
internal sealed class LiveClock : TimeProvider
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly List<(TimerCallback Callback, object? State)> waiting = [];

    public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 4, 30, 0, TimeSpan.Zero);

    // A clock that stands still measures nothing, however slow the machine is.
    public override long GetTimestamp() => 0;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < Pause && dueTime != Timeout.InfiniteTimeSpan)
        {
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }

        lock (gate)
        {
            waiting.Add((callback, state));
        }

        return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
    }

    /// <summary>Lets the time of every answer that is waited for be over.</summary>
    public void Elapse()
    {
        (TimerCallback Callback, object? State)[] due;
        lock (gate)
        {
            due = [.. waiting];
            waiting.Clear();
        }

        foreach ((TimerCallback callback, object? state) in due)
        {
            callback(state);
        }
    }
}
