namespace Infra.Engine.Tests;

/// <summary>A clock that jumps to the end of every wait, and tells a test that it did.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private TimeSpan passed;

    public Action<TimeSpan> Jumped { get; set; } = _ => { };

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 21, 4, 30, 0, TimeSpan.Zero) + passed;

    public override long GetTimestamp() => passed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        passed += dueTime;
        Jumped(passed);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
