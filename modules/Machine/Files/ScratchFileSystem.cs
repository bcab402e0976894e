namespace Infra.Machine.Files;

/// <summary>A disk as it is, and over it writes that go nowhere: what is read back is what was written.</summary>
public sealed class ScratchFileSystem(IFileSystem files) : IFileSystem
{
    // Null for a file that was deleted.
    private readonly Dictionary<string, MemoryStream?> written = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public byte[]? Read(string path) => written.TryGetValue(path, out MemoryStream? content) ? content?.ToArray() : files.Read(path);

    /// <inheritdoc />
    public IReadOnlyList<string> List(string folder)
    {
        SortedSet<string> names = new(files.List(folder), StringComparer.Ordinal);
        foreach ((string path, MemoryStream? content) in written.Where(w => string.Equals(Path.GetDirectoryName(w.Key), folder, StringComparison.Ordinal)))
        {
            _ = content is null ? names.Remove(Path.GetFileName(path)) : names.Add(Path.GetFileName(path));
        }

        return [.. names];
    }

    /// <inheritdoc />
    public void Replace(string path, ReadOnlyMemory<byte> content)
    {
        MemoryStream fresh = new();
        fresh.Write(content.Span);
        written[path] = fresh;
    }

    /// <inheritdoc />
    public void Delete(string path) => written[path] = null;

    /// <inheritdoc />
    public IAppendFile Append(string path)
    {
        if (!written.TryGetValue(path, out MemoryStream? content) || content is null)
        {
            Replace(path, Read(path) ?? []);
            content = written[path];
        }

        return new ScratchAppendFile(content!);
    }

    /// <inheritdoc />
    public IDisposable? TryGuard(string path) => throw new NotSupportedException("A dry run takes no lock.");

    private sealed class ScratchAppendFile(MemoryStream content) : IAppendFile
    {
        public void Append(ReadOnlySpan<byte> bytes, bool durable = true) => content.Write(bytes);

        public void Dispose()
        {
            // The bytes stay with the file system.
        }
    }
}
