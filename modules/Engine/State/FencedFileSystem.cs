using Infra.Machine.Files;
using Infra.Model.Errors;

namespace Infra.Engine.State;

/// <summary>
/// The disk as the holder of a lock may use it: each write is refused once the lock is broken. What is put in the place of a file cannot race
/// with the breaking of the lock; an append can, and then goes to a file that the next holder has already replaced, because every run begins
/// with files of its own.
/// </summary>
/// <remarks>After the first write that failed nothing more is written: what is on the disk is what recovery reads.</remarks>
internal sealed class FencedFileSystem(IFileSystem files, StateLock held) : IFileSystem
{
    /// <summary>Whether a write failed.</summary>
    public bool HasFailed { get; private set; }

    public byte[]? Read(string path) => files.Read(path);

    public IReadOnlyList<string> List(string folder) => files.List(folder);

    public IDisposable? TryGuard(string path) => files.TryGuard(path);

    public IAppendFile Append(string path)
    {
        IAppendFile? file = null;
        Write(path, () => held.Commit(() => file = files.Append(path)));
        return new FencedAppendFile(this, path, file!);
    }

    public void Replace(string path, ReadOnlyMemory<byte> content) => Write(path, () => held.Commit(() => files.Replace(path, content)));

    public void Delete(string path) => Write(path, () => held.Commit(() => files.Delete(path)));

    private void Write(string path, Action write)
    {
        if (HasFailed)
        {
            throw new InfraException(ErrorKind.Failed, $"{path} was not written, because a write before it failed.");
        }

        // Set first: whatever is thrown, by the disk or by the lock, ends the writing.
        HasFailed = true;
        try
        {
            write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InfraException(
                ErrorKind.Failed, $"{path} could not be written: {failure.Message} The run stopped there. Fix the cause and run the same command again: it goes on from what was recorded.", failure);
        }

        HasFailed = false;
    }

    private sealed class FencedAppendFile(FencedFileSystem fence, string path, IAppendFile file) : IAppendFile
    {
        public void Append(ReadOnlySpan<byte> bytes, bool durable = true)
        {
            byte[] copy = bytes.ToArray();
            fence.Write(path, () =>
            {
                fence.Check();
                file.Append(copy, durable);
            });
        }

        public void Dispose() => file.Dispose();
    }

    private void Check() => held.Check();
}
