using System.Collections.Immutable;

namespace Infra.Delivery.Audit;

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
    /// <summary>
    /// The places of links that decide nothing, because no key that is trusted now signed them. They stay in the chain, because those behind them name them,
    /// and whoever goes on behind one does not vouch for it.
    /// </summary>
    public ImmutableHashSet<long> Silent { get; init; } = [];

    /// <summary>The last line; null where there is none.</summary>
    public AuditAnchor? Tip => Links.IsEmpty ? null : new AuditAnchor(Links[^1].Sequence, Links[^1].Hash);

    /// <summary>Finds the chain.</summary>
    /// <param name="lines">Every well-formed line that says it is of this chain, in any order.</param>
    /// <param name="anchors">
    /// Lines that are known, from places that no writer of the lines can write to, to be part of the chain; each place has another writer. They prove that
    /// what leads to them is there, and not what it says.
    /// </param>
    /// <param name="isSigned">Whether a trusted key signed a line.</param>
    /// <param name="setAside">The hashes of lines that a line takes out of the chain, as two people decided; null where no line can.</param>
    public static SignedChain<T> Of(IReadOnlyList<ChainLink<T>> lines, ImmutableArray<AuditAnchor> anchors, Func<T, bool> isSigned, Func<T, IEnumerable<string>>? setAside = null)
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
        AuditAnchor? longest = anchors.MaxBy(a => a.Sequence);
        if (longest is not null && Proved(byHash, longest, chain) is { } cut)
        {
            return new([.. chain], 0, cut);
        }

        if (anchors.FirstOrDefault(a => chain[(int)a.Sequence].Hash != a.Hash) is { } other)
        {
            return new([.. chain[..(int)other.Sequence]], 0, $"record {other.Sequence} is not the one that another job copied to the bucket");
        }

        HashSet<long> silent = [.. chain.AsParallel().Where(l => !isSigned(l.Value)).Select(l => l.Sequence)];
        HashSet<string> proved = [.. chain.Select(l => l.Hash)];
        HashSet<string> aside = setAside is null ? [] : [.. lines.SelectMany(l => setAside(l.Value))];
        List<ChainLink<T>> signed = [.. byHash.Values.Where(l => !proved.Contains(l.Hash) && !aside.Contains(l.Hash) && isSigned(l.Value)).OrderBy(l => l.Sequence)];
        string? fault = signed.Where(s => s.Sequence < chain.Count).Select(s => $"record {s.Sequence} stands there twice, signed with other words").FirstOrDefault();
        foreach (IGrouping<long, ChainLink<T>> place in signed.Where(s => s.Sequence >= chain.Count).GroupBy(s => s.Sequence))
        {
            if (fault is null && place.Key > chain.Count && Between(byHash, place.First(), chain) is { } between)
            {
                // Whose keys were taken out of the lists since: who signed behind them saw them there.
                chain.AddRange(between);
                silent.UnionWith(between.Select(l => l.Sequence));
            }

            fault ??= place.Key > chain.Count ? $"record {chain.Count} is missing, and a later one is signed"
                : place.Count() > 1 ? $"record {place.Key} stands there twice, signed with other words"
                : place.First().Previous != (chain.Count == 0 ? AuditRecord.NoPrevious : chain[^1].Hash) ? $"record {place.Key} does not follow the one before it"
                : null;
            if (fault is null)
            {
                chain.Add(place.First());
            }
        }

        return new([.. chain], lines.Count - chain.Count, fault) { Silent = [.. silent] };
    }

    // The lines from the end of the chain to one that names them; null where they are not there.
    private static List<ChainLink<T>>? Between(Dictionary<string, ChainLink<T>> byHash, ChainLink<T> to, List<ChainLink<T>> chain)
    {
        List<ChainLink<T>> found = [];
        string hash = to.Previous;
        for (long sequence = to.Sequence - 1; sequence >= chain.Count; sequence--)
        {
            if (!byHash.TryGetValue(hash, out ChainLink<T> line) || line.Sequence != sequence)
            {
                return null;
            }

            found.Add(line);
            hash = line.Previous;
        }

        found.Reverse();
        return hash == (chain.Count == 0 ? AuditRecord.NoPrevious : chain[^1].Hash) ? found : null;
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
