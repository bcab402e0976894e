using System.Diagnostics;
using System.Globalization;
using Infra.Machine.Files;

namespace Infra.Cli.Tests.Child;

/// <summary>The real disk; at one moment the process gets a real SIGINT, and goes on once it has come in.</summary>
/// <param name="files">The disk.</param>
/// <param name="moment"><c>read</c> for the first file that is read, or the number of a write.</param>
/// <param name="came">Is set by the signal.</param>
internal sealed class InterruptingFileSystem(IFileSystem files, string moment, CancellationToken came) : IFileSystem
{
    private int writes;

    public byte[]? Read(string path)
    {
        if (moment == "read" && !came.IsCancellationRequested)
        {
            Interrupt();
        }

        return files.Read(path);
    }

    public IReadOnlyList<string> List(string folder) => files.List(folder);

    public IDisposable? TryGuard(string path) => files.TryGuard(path);

    public IAppendFile Append(string path) => new Appending(this, files.Append(path));

    public void Replace(string path, ReadOnlyMemory<byte> content)
    {
        files.Replace(path, content);
        Wrote();
    }

    public void Delete(string path)
    {
        files.Delete(path);
        Wrote();
    }

    private void Wrote()
    {
        if ((++writes).ToString(CultureInfo.InvariantCulture) == moment)
        {
            Interrupt();
        }
    }

    private void Interrupt()
    {
        using Process sent = Process.Start("kill", ["-INT", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]);
        sent.WaitForExit();
        came.WaitHandle.WaitOne();
    }

    private sealed class Appending(InterruptingFileSystem owner, IAppendFile file) : IAppendFile
    {
        public void Append(ReadOnlySpan<byte> bytes, bool durable = true)
        {
            file.Append(bytes, durable);
            owner.Wrote();
        }

        public void Dispose() => file.Dispose();
    }
}
