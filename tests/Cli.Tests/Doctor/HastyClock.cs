namespace Infra.Cli.Tests.Doctor;

/// <summary>A clock whose every timer is due at once, however far off it was set: whoever waits for a limit has reached it.</summary>
internal sealed class HastyClock : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
}
