using System.Collections.Immutable;

namespace Infra.Pipeline;

/// <summary>
/// Finds the signed chain among lines that anybody may have written. What no trusted key signed decides nothing and stops nothing; what was
/// signed and is missing, or stands twice with other words, stops everything.
/// </summary>
/// <typeparam name="T">What a line says.</typeparam>
/// <param name="Links">The chain, from its first line on; with a <see cref="Fault"/> what is good of it.</param>
/// <param name="Passed">How many well-formed lines are no part of it: unsigned, of another repository, or a copy.</param>
/// <param name="Fault">What is missing or was altered; null where the chain is whole.</param>
public sealed record SignedChain<T>(ImmutableArray<ChainLink<T>> Links, int Passed, string? Fault)
{
    /// <summary>The last line; null where there is none.</summary>
    public AuditAnchor? Tip => Links.IsEmpty ? null : new AuditAnchor(Links[^1].Sequence, Links[^1].Hash);

    /// <summary>Finds the chain.</summary>
    /// <param name="lines">Every well-formed line that says it is of this chain, in any order.</param>
    /// <param name="anchor">
    /// A line that is known, from a place that no writer of the lines can write to, to be part of the chain: all before it is proved by
    /// hashes, and only what follows needs signatures. Null where nothing is known.
    /// </param>
    /// <param name="isSigned">Whether a trusted key signed a line.</param>
    public static SignedChain<T> Of(IReadOnlyList<ChainLink<T>> lines, AuditAnchor? anchor, Func<T, bool> isSigned)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(isSigned);
        Dictionary<string, ChainLink<T>> byHash = new(lines.Count, StringComparer.Ordinal);
        foreach (ChainLink<T> line in lines)
        {
            // The hash of a line need not cover its signature: of two copies the one that is signed counts.
            if (!byHash.TryAdd(line.Hash, line) && !isSigned(byHash[line.Hash].Value))
            {
                byHash[line.Hash] = line;
            }
        }

        List<ChainLink<T>> chain = [];
        if (anchor is not null && Proved(byHash, anchor, chain) is { } cut)
        {
            return new([.. chain], 0, cut);
        }

        HashSet<string> proved = [.. chain.Select(l => l.Hash)];
        ILookup<long, ChainLink<T>> signed = byHash.Values.Where(l => !proved.Contains(l.Hash) && isSigned(l.Value)).ToLookup(l => l.Sequence);
        string? fault = null;
        foreach (ChainLink<T> altered in signed.Where(s => s.Key < chain.Count).SelectMany(s => s))
        {
            fault ??= $"record {altered.Sequence} stands there twice, signed with other words";
        }

        int left = signed.Where(s => s.Key >= chain.Count).Sum(s => s.Count());
        while (fault is null && left > 0)
        {
            long next = chain.Count;
            ChainLink<T>[] found = [.. signed[next]];
            fault = found.Length == 0 ? $"record {next} is missing, and a later one is signed"
                : found.Length > 1 ? $"record {next} stands there twice, signed with other words"
                : found[0].Previous != (chain.Count == 0 ? AuditRecord.NoPrevious : chain[^1].Hash) ? $"record {next} does not follow the one before it"
                : null;
            if (fault is null)
            {
                chain.Add(found[0]);
                left--;
            }
        }

        return new([.. chain], lines.Count - chain.Count, fault);
    }

    // From the known line back to the first one; each hash covers the one before.
    private static string? Proved(Dictionary<string, ChainLink<T>> byHash, AuditAnchor anchor, List<ChainLink<T>> chain)
    {
        string hash = anchor.Hash;
        for (long sequence = anchor.Sequence; sequence >= 0; sequence--)
        {
            if (!byHash.TryGetValue(hash, out ChainLink<T> line) || line.Sequence != sequence)
            {
                chain.Clear();
                return sequence == anchor.Sequence
                    ? $"record {sequence} is missing, and it is known that there was one: the end was cut off or written anew"
                    : $"record {sequence} is missing or was altered";
            }

            chain.Add(line);
            hash = line.Previous;
        }

        chain.Reverse();
        return hash == AuditRecord.NoPrevious ? null : "record 0 follows another one, so it is not the first";
    }
}
