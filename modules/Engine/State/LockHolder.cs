using System.Globalization;
using Infra.Machine.Processes;

namespace Infra.Engine.State;

/// <summary>Who holds, or held, the lock of a stack.</summary>
/// <param name="Process">The process that took it.</param>
/// <param name="Since">When it was taken.</param>
/// <param name="Fencing">Its number: each lock of a stack has a higher one than the lock before.</param>
/// <param name="Operation">What it was taken for: <c>up</c> or <c>destroy</c>.</param>
public sealed record LockHolder(ProcessIdentity Process, DateTimeOffset Since, long Fencing, string Operation)
{
    /// <inheritdoc />
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Process.User} on {Process.Host} (process {Process.Pid}, {Operation}, lock {Fencing}) since {Since.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
}
