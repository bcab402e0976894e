namespace Infra.Engine.State;

/// <summary>A lock that was broken.</summary>
/// <param name="Holder">Who held it; null when the lock file could not be read.</param>
/// <param name="HadEnded">Whether that process had certainly ended; where not, it may still be running, and is refused at its next write.</param>
public sealed record BrokenLock(LockHolder? Holder, bool HadEnded);
