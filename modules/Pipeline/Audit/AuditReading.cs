namespace Infra.Pipeline;

/// <summary>
/// Reads a long record while it still arrives: each file on its own and side by side. What ties one record to the next is a hash, which is looked at in
/// the end, one by one.
/// </summary>
/// <param name="signed">Whether the records are signed: then lines that are none are passed over.</param>
public sealed class AuditReading(bool signed = false)
{
    private readonly List<Task<AuditLines>> files = [];

    /// <summary>Takes the next file.</summary>
    /// <param name="file">Its lines as UTF-8, each ending with a line feed. Nobody writes to it any more.</param>
    public void Add(byte[] file) => files.Add(Task.Run(() => signed ? AuditLines.Signed(file) : AuditLines.Read(file)));

    /// <summary>The chain of everything that was taken.</summary>
    public async Task<AuditChain> ChainAsync() => AuditChain.Of(await Task.WhenAll(files));

    /// <summary>The signed chain among everything that was taken.</summary>
    /// <param name="repository">The number of the repository.</param>
    /// <param name="anchor">A record that is known to be part of it; null for none.</param>
    /// <param name="isSigned">Whether a key that is trusted with such a record signed it.</param>
    public async Task<AuditChain> SignedChainAsync(string repository, AuditAnchor? anchor, Func<AuditRecord, bool> isSigned)
    {
        AuditLines[] read = await Task.WhenAll(files);
        ChainLink<AuditRecord>[] ours = [.. read.SelectMany(f => f.Records).Where(r => r.Repository == repository).Select(r => new ChainLink<AuditRecord>(r, r.Sequence, r.Previous, r.Hash))];
        SignedChain<AuditRecord> chain = SignedChain<AuditRecord>.Of(ours, anchor, isSigned);
        return new AuditChain([.. chain.Links.Select(l => l.Value)], chain.Fault)
        {
            Passed = read.Sum(f => f.NoRecords + f.Records.Count) - chain.Links.Length,
        };
    }
}
