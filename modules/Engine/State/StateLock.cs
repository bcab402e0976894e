using Infra.Model.Errors;

namespace Infra.Engine.State;

/// <summary>A lock that this process took. Given back when disposed.</summary>
internal sealed class StateLock(StateLocks locks, LockHolder holder, ReadOnlyMemory<byte> content, LockHolder? takenFrom) : IDisposable
{
    /// <summary>This process, as the lock file says.</summary>
    public LockHolder Holder { get; } = holder;

    /// <summary>The holder before, whose process ended without giving the lock back; null where there was none.</summary>
    public LockHolder? TakenFrom { get; } = takenFrom;

    /// <summary>The bytes of the lock file.</summary>
    internal ReadOnlyMemory<byte> Content { get; } = content;

    /// <summary>Whether the lock is still this process's.</summary>
    /// <exception cref="InfraException">It was broken.</exception>
    public void Check() => locks.Check(this);

    /// <summary>Writes while nobody can break the lock.</summary>
    /// <exception cref="InfraException">It was broken; nothing was written.</exception>
    public void Commit(Action write) => locks.Commit(this, write);

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            locks.Release(this);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The process ends soon, and a lock whose process has ended is taken over.
        }
    }
}
