using Infra.Model.Errors;

namespace Infra.Machine.Files;

/// <summary>The real disk.</summary>
public sealed class DiskFileSystem : IFileSystem
{
    // A state of ten thousand resources has a few ten megabytes.
    private const int MostBytes = 1 << 30;
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolationOnWindows = unchecked((int)0x80070020);
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    /// <inheritdoc />
    public byte[]? Read(string path)
    {
        Refuse(path);
        try
        {
            return InputFile.Read(path, MostBytes);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (IOException refused) when (refused.Data.Contains("path"))
        {
            throw new IOException($"{path} cannot be read: {refused.Message}", refused);
        }
    }

    /// <inheritdoc />
    public IAppendFile Append(string path)
    {
        Refuse(path);
        MakeFolder(Path.GetDirectoryName(path)!);
        return new DiskAppendFile(new FileStream(path, Options(FileMode.OpenOrCreate)));
    }

    /// <inheritdoc />
    public void Replace(string path, ReadOnlyMemory<byte> content)
    {
        Refuse(path);
        string folder = Path.GetDirectoryName(path)!;
        MakeFolder(folder);
        string fresh = path + ".new";
        Refuse(fresh);
        using (FileStream stream = new(fresh, Options(FileMode.Create)))
        {
            stream.Write(content.Span);
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
        SyncFolder(folder);
    }

    /// <inheritdoc />
    public void Delete(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
            SyncFolder(Path.GetDirectoryName(path)!);
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<string> List(string folder) =>
        Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)] : [];

    /// <inheritdoc />
    public IDisposable? TryGuard(string path)
    {
        Refuse(path);
        MakeFolder(Path.GetDirectoryName(path)!);
        try
        {
            // FileShare.None is flock(LOCK_EX) on Unix and a sharing mode on Windows: both end with the process.
            return new FileStream(path, Options(FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException taken) when (taken.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolationOnWindows)
        {
            return null;
        }
    }

    private static FileStreamOptions Options(FileMode mode, FileShare share = FileShare.Read)
    {
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return options;
    }

    // A link in the place of a state file would let somebody else choose what is overwritten.
    private static void Refuse(string path)
    {
        FileInfo file = new(path);
        if (file.LinkTarget is not null)
        {
            throw new InfraException(ErrorKind.Failed, $"{path} is a symbolic link. State files are never reached through links; remove the link.");
        }
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else if (!Directory.Exists(folder))
        {
            // One by one: .NET gives the mode to the last of them alone.
            if (Path.GetDirectoryName(folder) is { Length: > 0 } above)
            {
                MakeFolder(above);
            }

            Directory.CreateDirectory(folder, OwnerFolder);
        }
    }

    // A rename is durable only when its folder is; .NET cannot open a folder, so Linux is asked through its handle.
    private static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsLinux())
        {
            DirectorySync.Sync(folder);
        }
    }

    private sealed class DiskAppendFile(FileStream stream) : IAppendFile
    {
        public void Append(ReadOnlySpan<byte> bytes, bool durable = true)
        {
            stream.Seek(0, SeekOrigin.End);
            stream.Write(bytes);
            if (durable)
            {
                stream.Flush(flushToDisk: true);
            }
        }

        public void Dispose() => stream.Dispose();
    }
}
