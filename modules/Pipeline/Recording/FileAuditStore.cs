using System.Globalization;
using System.Text;
using Infra.Delivery.Audit;
using Infra.Machine.Files;

namespace Infra.Pipeline.Recording;

/// <summary>Audit records in a file, for a folder that is no git repository: what is rehearsed there is still on the record.</summary>
public sealed class FileAuditStore(IFileSystem files, string path) : IAuditStore
{
    /// <inheritdoc />
    public Task<string> ReadAsync(Action<byte[]> take, CancellationToken cancellation)
    {
        byte[] bytes = files.Read(path) ?? [];
        take(bytes);
        return Task.FromResult(Version(Encoding.UTF8.GetString(bytes)));
    }

    /// <inheritdoc />
    public Task<AuditHead> HeadAsync(CancellationToken cancellation)
    {
        string text = Text();
        return Task.FromResult(new AuditHead(Version(text), text.Length == 0 ? null : text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]));
    }

    /// <inheritdoc />
    public Task<bool> TryAppendAsync(AuditHead head, string line, CancellationToken cancellation)
    {
        using IDisposable? guard = files.TryGuard(path + ".guard");
        if (guard is null || Version(Text()) != head.Version)
        {
            return Task.FromResult(false);
        }

        files.Replace(path, Encoding.UTF8.GetBytes(Text() + line));
        return Task.FromResult(true);
    }

    private string Text() => Encoding.UTF8.GetString(files.Read(path) ?? []);

    private static string Version(string text) => text.Length.ToString(CultureInfo.InvariantCulture);
}
