namespace Infra.Pipeline;

/// <summary>
/// Reads a long record while it still arrives: each file on its own and side by side. What ties one record to the next is a hash, which is looked at in
/// the end, one by one.
/// </summary>
public sealed class AuditReading
{
    private readonly List<Task<AuditLines>> files = [];

    /// <summary>Takes the next file.</summary>
    /// <param name="file">Its lines as UTF-8, each ending with a line feed. Nobody writes to it any more.</param>
    public void Add(byte[] file) => files.Add(Task.Run(() => AuditLines.Read(file)));

    /// <summary>The chain of everything that was taken.</summary>
    public async Task<AuditChain> ChainAsync() => AuditChain.Of(await Task.WhenAll(files));
}
