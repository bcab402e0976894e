using Infra.Machine.Files;

namespace Infra.Engine.Tests;

/// <summary>
/// A disk in memory that knows what is durable: bytes once they are synced, names once their folder is. At the operation that a test chooses it
/// fails, tears a write, or crashes. The folder of the pretended cloud never loses what it has answered: a cloud keeps its own promises.
/// </summary>
internal sealed class FaultyFileSystem(int seed) : IFileSystem
{
    private readonly Lock gate = new();
    private readonly Random random = new(seed);
    private readonly HashSet<string> guards = new(StringComparer.Ordinal);
    private Dictionary<string, Inode> names = new(StringComparer.Ordinal);
    private Dictionary<string, Inode> durableNames = new(StringComparer.Ordinal);
    private DiskFault fault;
    private int faultAt;

    /// <summary>How many operations were begun since the last <see cref="FailAt"/>.</summary>
    public int Operations { get; private set; }

    public bool HasCrashed { get; private set; }

    /// <summary>Whether the fault that was asked for has come.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Lets an operation from now on, counted from 1, go wrong.</summary>
    public void FailAt(int operation, DiskFault kind) => (Operations, faultAt, fault, HasFailed) = (0, operation, kind, false);

    /// <summary>The machine, or the next process, starts with what is left.</summary>
    public void Restart()
    {
        guards.Clear();
        (HasCrashed, fault) = (false, DiskFault.None);
    }

    /// <summary>Alters a file behind everybody's back.</summary>
    public void Alter(string path, Func<byte[], byte[]> change)
    {
        Inode inode = names[path];
        inode.Data = [.. change([.. inode.Data])];
        inode.DurableLength = inode.Data.Count;
    }

    public byte[]? Read(string path)
    {
        lock (gate)
        {
            Alive();
            return names.TryGetValue(path, out Inode? inode) ? [.. inode.Data] : null;
        }
    }

    public IReadOnlyList<string> List(string folder)
    {
        lock (gate)
        {
            Alive();
            return [.. names.Keys.Where(n => string.Equals(Path.GetDirectoryName(n), folder, StringComparison.Ordinal)).Select(n => Path.GetFileName(n)!).Order(StringComparer.Ordinal)];
        }
    }

    public IAppendFile Append(string path)
    {
        lock (gate)
        {
            Alive();
            if (!names.TryGetValue(path, out Inode? inode))
            {
                inode = new Inode(KeepsPromises(path));
                names[path] = inode;
                durableNames[path] = inode;
            }

            return new Appender(this, inode);
        }
    }

    public void Replace(string path, ReadOnlyMemory<byte> content)
    {
        lock (gate)
        {
            Alive();
            Inode fresh = new(KeepsPromises(path));
            Write(fresh, content.Span);
            Step(() => { });
            fresh.DurableLength = fresh.Data.Count;
            Step(() => { });
            names[path] = fresh;
            if (KeepsPromises(path))
            {
                durableNames[path] = fresh;
            }

            Step(() => { });
            durableNames[path] = fresh;
        }
    }

    public void Delete(string path)
    {
        lock (gate)
        {
            Alive();
            Step(() => { });
            names.Remove(path);
            Step(() => { });
            durableNames.Remove(path);
        }
    }

    public IDisposable? TryGuard(string path)
    {
        lock (gate)
        {
            Alive();
            return guards.Add(path) ? new Guard(this, path) : null;
        }
    }

    private static bool KeepsPromises(string path) => path.Contains("/cloud/", StringComparison.Ordinal);

    private void Write(Inode inode, ReadOnlySpan<byte> bytes)
    {
        int torn = bytes.Length == 0 ? 0 : random.Next(bytes.Length);
        byte[] part = bytes[..torn].ToArray();
        Step(() => inode.Data.AddRange(part));
        inode.Data.AddRange(bytes);
        inode.DurableLength = inode.KeepsPromises ? inode.Data.Count : inode.DurableLength;
    }

    // One thing that can go wrong; "partly" is what is left of it then.
    private void Step(Action partly)
    {
        if (++Operations != faultAt || fault == DiskFault.None)
        {
            return;
        }

        HasFailed = true;
        partly();
        switch (fault)
        {
            case DiskFault.NoSpace:
                throw new IOException("No space left on device");
            case DiskFault.NoAccess:
                throw new UnauthorizedAccessException("Permission denied");
            case DiskFault.PowerCut:
                LosePower();
                break;
            default:
                break;
        }

        HasCrashed = true;
        Alive();
    }

    private void LosePower()
    {
        Dictionary<string, Inode> left = new(StringComparer.Ordinal);
        foreach (string name in names.Keys.Union(durableNames.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            Dictionary<string, Inode> chosen = random.Next(2) == 0 ? names : durableNames;
            if (chosen.TryGetValue(name, out Inode? inode))
            {
                int kept = random.Next(inode.DurableLength, inode.Data.Count + 1);
                inode.Data.RemoveRange(kept, inode.Data.Count - kept);
                inode.DurableLength = kept;
                left[name] = inode;
            }
        }

        (names, durableNames) = (left, new Dictionary<string, Inode>(left, StringComparer.Ordinal));
    }

    private void Alive()
    {
        if (HasCrashed)
        {
            throw new CrashException();
        }
    }

    private sealed class Inode(bool keepsPromises)
    {
        public bool KeepsPromises { get; } = keepsPromises;

        public List<byte> Data { get; set; } = [];

        public int DurableLength { get; set; }
    }

    private sealed class Appender(FaultyFileSystem disk, Inode inode) : IAppendFile
    {
        public void Append(ReadOnlySpan<byte> bytes, bool durable = true)
        {
            lock (disk.gate)
            {
                disk.Alive();
                disk.Write(inode, bytes);
                if (durable)
                {
                    disk.Step(() => { });
                    inode.DurableLength = inode.Data.Count;
                }
            }
        }

        public void Dispose()
        {
        }
    }

    private sealed class Guard(FaultyFileSystem disk, string path) : IDisposable
    {
        public void Dispose()
        {
            lock (disk.gate)
            {
                disk.guards.Remove(path);
            }
        }
    }
}
