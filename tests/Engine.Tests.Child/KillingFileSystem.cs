using System.Diagnostics;
using Infra.Machine.Files;

namespace Infra.Engine.Tests.Child;

/// <summary>The real disk until a chosen write has been done; then the process is gone, without a chance to clean up.</summary>
/// <param name="files">The disk.</param>
/// <param name="killAfter">The number of the last write.</param>
/// <param name="wrote">Is told the number of each write once it is done.</param>
public sealed class KillingFileSystem(IFileSystem files, int killAfter, Action<int>? wrote = null) : IFileSystem
{
    private int writes;

    /// <inheritdoc />
    public byte[]? Read(string path) => files.Read(path);

    /// <inheritdoc />
    public IReadOnlyList<string> List(string folder) => files.List(folder);

    /// <inheritdoc />
    public IDisposable? TryGuard(string path) => files.TryGuard(path);

    /// <inheritdoc />
    public IAppendFile Append(string path) => new KillingAppendFile(this, files.Append(path));

    /// <inheritdoc />
    public void Replace(string path, ReadOnlyMemory<byte> content)
    {
        files.Replace(path, content);
        Wrote();
    }

    /// <inheritdoc />
    public void Delete(string path)
    {
        files.Delete(path);
        Wrote();
    }

    private void Wrote()
    {
        writes++;
        wrote?.Invoke(writes);
        if (writes == killAfter)
        {
            using Process self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }

    private sealed class KillingAppendFile(KillingFileSystem owner, IAppendFile file) : IAppendFile
    {
        public void Append(ReadOnlySpan<byte> bytes, bool durable = true)
        {
            file.Append(bytes, durable);
            owner.Wrote();
        }

        public void Dispose() => file.Dispose();
    }
}
