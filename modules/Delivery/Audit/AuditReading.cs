using System.Collections.Immutable;

namespace Infra.Delivery.Audit;

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

    /// <summary>The records of a repository among everything that was taken, in any order.</summary>
    public async Task<AuditRecord[]> OursAsync(string repository) => [.. (await Task.WhenAll(files)).SelectMany(f => f.Records).Where(r => r.Repository == repository)];

    /// <summary>The signed chain among everything that was taken.</summary>
    /// <param name="repository">The number of the repository.</param>
    /// <param name="anchors">Records that are known to be part of it, each from another writer.</param>
    /// <param name="isSigned">Whether a key that is trusted with such a record signed it.</param>
    /// <param name="setAside">The hashes of records that one takes out of the chain, as two people decided.</param>
    public async Task<AuditChain> SignedChainAsync(string repository, ImmutableArray<AuditAnchor> anchors, Func<AuditRecord, bool> isSigned, Func<AuditRecord, IEnumerable<string>> setAside)
    {
        AuditLines[] read = await Task.WhenAll(files);
        ChainLink<AuditRecord>[] ours = [.. read.SelectMany(f => f.Records).Where(r => r.Repository == repository).Select(r => new ChainLink<AuditRecord>(r, r.Sequence, r.Previous, r.Hash))];
        SignedChain<AuditRecord> chain = SignedChain<AuditRecord>.Of(ours, anchors, isSigned, setAside);
        return new AuditChain([.. chain.Links.Where(l => !chain.Silent.Contains(l.Sequence)).Select(l => l.Value)], chain.Fault)
        {
            Links = [.. chain.Links.Select(l => l.Value)],
            Aside = [.. chain.Links.Where(l => !chain.Silent.Contains(l.Sequence)).SelectMany(l => setAside(l.Value))],
            Passed = read.Sum(f => f.NoRecords + f.Records.Count) - chain.Links.Length,
        };
    }
}
