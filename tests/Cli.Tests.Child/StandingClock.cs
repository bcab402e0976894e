namespace Infra.Cli.Tests.Child;

/// <summary>A clock that stands still; who waits by it waits for real.</summary>
/// <param name="now">What it shows.</param>
internal sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
