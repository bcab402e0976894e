using System.Collections.Immutable;

namespace Infra.Pipeline;

/// <summary>Reads a chain of audit records and finds the first place where it is broken.</summary>
/// <param name="Records">The records up to the first broken one.</param>
/// <param name="Fault">What is broken, with the number of the record; null when the chain is whole.</param>
public sealed record AuditChain(ImmutableArray<AuditRecord> Records, string? Fault)
{
    /// <summary>The anchor of the last good record; null where there is none.</summary>
    public AuditAnchor? Anchor => Records.IsEmpty ? null : new AuditAnchor(Records[^1].Sequence, Records[^1].Hash);

    /// <summary>Reads the text of a whole record.</summary>
    /// <param name="text">The lines, each ending with a line feed.</param>
    /// <param name="anchor">A record that must be in it.</param>
    public static AuditChain Read(string text, AuditAnchor? anchor = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var records = ImmutableArray.CreateBuilder<AuditRecord>();
        string previous = AuditRecord.NoPrevious;
        string? fault = null;
        bool anchored = anchor is null || anchor.Sequence == 0;
        int at = 0;
        while (at < text.Length && fault is null)
        {
            int end = text.IndexOf('\n', at);
            fault = end < 0 ? $"record {records.Count + 1} is cut off in its line" : Next(text[at..end], records, ref previous);
            at = end + 1;
            if (fault is null && anchor is not null && anchor.Sequence == records.Count)
            {
                anchored = anchor.Hash == previous;
                fault = anchored ? null : $"record {anchor.Sequence} is not the one that was anchored";
            }
        }

        if (fault is null && !anchored)
        {
            fault = $"the end was cut off: record {anchor!.Sequence} was anchored, and there are {records.Count}";
        }

        return new AuditChain(records.ToImmutable(), fault);
    }

    private static string? Next(string line, ImmutableArray<AuditRecord>.Builder records, ref string previous)
    {
        long sequence = records.Count + 1;
        AuditRecord record;
        string hash;
        try
        {
            (record, hash) = AuditJson.ReadHashed(line);
        }
        catch (FormatException broken)
        {
            return $"record {sequence}: {broken.Message}";
        }

        if (record.Sequence != sequence)
        {
            return $"record {sequence} is missing: number {record.Sequence} stands in its place";
        }

        if (record.Previous != previous)
        {
            return $"record {sequence} does not follow the one before it";
        }

        records.Add(record);
        previous = hash;
        return null;
    }
}
