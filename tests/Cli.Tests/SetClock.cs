using System.Globalization;

namespace Infra.Cli.Tests;

/// <summary>A clock that stands where it is set.</summary>
internal sealed class SetClock(string now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);

    public override DateTimeOffset GetUtcNow() => Now;

    // A clock that stands still measures nothing, however slow the machine is.
    public override long GetTimestamp() => 0;
}
