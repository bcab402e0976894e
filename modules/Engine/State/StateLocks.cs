using Infra.Machine.Files;
using Infra.Machine.Processes;
using Infra.Model.Errors;

namespace Infra.Engine.State;

/// <summary>
/// The lock of one stack. The lock file says who holds it and changes only while the guard is held, a file that the operating system gives to
/// one process at a time and takes back when that process ends. The number of the last lock is kept apart, so that it grows whatever happens
/// to the lock file.
/// </summary>
internal sealed class StateLocks(IFileSystem files, string folder, string stack, IProcesses processes, TimeProvider clock)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan GuardPatience = TimeSpan.FromSeconds(5);
    private readonly string lockPath = Path.Combine(folder, stack + ".lock");
    private readonly string fencePath = Path.Combine(folder, stack + ".fence");
    private readonly string guardPath = Path.Combine(folder, stack + ".guard");

    /// <summary>Who holds the lock; null where nobody does.</summary>
    /// <exception cref="InfraException">The lock file cannot be read.</exception>
    public LockHolder? Holder()
    {
        try
        {
            return files.Read(lockPath) is { } content ? LockJson.ReadHolder(content) : null;
        }
        catch (FormatException malformed)
        {
            throw new InfraException(
                ErrorKind.Failed, $"The lock file {lockPath} cannot be read, so nobody knows who holds stack {stack}. When no run is under way, break it with `infra state unlock {stack}`.", malformed);
        }
    }

    /// <summary>Whether the holder's process has certainly ended.</summary>
    public bool HasEnded(LockHolder holder) => processes.HasEnded(holder.Process);

    /// <summary>Takes the lock. One whose holder has certainly ended is taken over.</summary>
    /// <param name="operation">What for.</param>
    /// <param name="above">The number is higher than this one, whatever the fence file says.</param>
    /// <param name="wait">How long to wait for another holder; null to refuse at once.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="InfraException">Another process holds it.</exception>
    public async Task<StateLock> TakeAsync(string operation, long above, TimeSpan? wait, CancellationToken cancellation)
    {
        long began = clock.GetTimestamp();
        while (true)
        {
            using (Guard())
            {
                LockHolder? before = Holder();
                if (before is null || HasEnded(before))
                {
                    return Take(operation, Math.Max(above, before?.Fencing ?? 0), before);
                }

                if (clock.GetElapsedTime(began) >= (wait ?? TimeSpan.Zero))
                {
                    throw Held(before, wait);
                }
            }

            try
            {
                await Task.Delay(AskAgain, clock, cancellation);
            }
            catch (OperationCanceledException)
            {
                throw new InfraException(ErrorKind.Cancelled, $"Cancelled while waiting for the lock of stack {stack}; nothing was done.");
            }
        }
    }

    /// <summary>Breaks the lock, and returns what it held in the file, readable or not.</summary>
    public BrokenLock? Break()
    {
        using IDisposable guard = Guard();
        if (files.Read(lockPath) is not { } content)
        {
            return null;
        }

        LockHolder? holder = null;
        try
        {
            holder = LockJson.ReadHolder(content);
        }
        catch (FormatException)
        {
            // That nobody can read it is a reason to break it, not to keep it.
        }

        files.Delete(lockPath);
        return new BrokenLock(holder, holder is not null && HasEnded(holder));
    }

    /// <summary>Refuses when the lock file is not what its holder wrote.</summary>
    internal void Check(StateLock held)
    {
        if (!(files.Read(lockPath) ?? []).AsSpan().SequenceEqual(held.Content.Span))
        {
            throw Lost(held);
        }
    }

    /// <summary>Writes while nobody can break the lock.</summary>
    internal void Commit(StateLock held, Action write)
    {
        using IDisposable guard = Guard();
        Check(held);
        write();
    }

    /// <summary>Gives the lock back; one that was broken belongs to somebody else.</summary>
    internal void Release(StateLock held)
    {
        using IDisposable guard = Guard();
        if ((files.Read(lockPath) ?? []).AsSpan().SequenceEqual(held.Content.Span))
        {
            files.Delete(lockPath);
        }
    }

    private StateLock Take(string operation, long above, LockHolder? before)
    {
        long fencing = Math.Max(above, LastFencing()) + 1;
        files.Replace(fencePath, LockJson.Write(fencing));
        LockHolder holder = new(processes.Current, clock.GetUtcNow(), fencing, operation);
        byte[] content = LockJson.Write(holder);
        files.Replace(lockPath, content);
        return new StateLock(this, holder, content, before);
    }

    private long LastFencing()
    {
        try
        {
            return files.Read(fencePath) is { } content ? LockJson.ReadFencing(content) : 0;
        }
        catch (FormatException malformed)
        {
            throw new InfraException(ErrorKind.Failed, $"{fencePath} cannot be read. It holds the number of the last lock; remove it, and the number in the state file is taken instead.", malformed);
        }
    }

    // Held for the few operations of one change, so whoever does not get it in this time is kept out by a stopped process.
    private IDisposable Guard()
    {
        IDisposable? guard = null;
        return SpinWait.SpinUntil(() => (guard = files.TryGuard(guardPath)) is not null, GuardPatience)
            ? guard!
            : throw new InfraException(
                ErrorKind.Failed,
                $"The lock of stack {stack} is being changed by a process that is stuck; it holds {guardPath}. Let it run, or end it (kill -9), and try again.");
    }

    private InfraException Held(LockHolder holder, TimeSpan? wait)
    {
        string waited = wait is { } time && time > TimeSpan.Zero ? $" Waited {time.TotalSeconds:0} s." : "";
        return new InfraException(
            ErrorKind.Failed,
            $"Stack {stack} is locked by {holder}.{waited} Wait for it with --wait, or, when that process is known to be gone, break the lock with `infra state unlock {stack}`.");
    }

    private InfraException Lost(StateLock held)
    {
        string now = Holder() is { } holder ? $"{holder} holds it now" : "nobody holds it now";
        return new InfraException(
            ErrorKind.Failed, $"The lock of stack {stack} was broken while this run held it (lock {held.Holder.Fencing}); {now}. Nothing further was written. Preview again.");
    }
}
