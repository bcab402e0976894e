using System.Collections.Immutable;

namespace Infra.Delivery.Audit;

/// <summary>Reads a chain of audit records and finds the first place where it is broken.</summary>
/// <param name="Records">The records up to the first broken one.</param>
/// <param name="Fault">What is broken, with the number of the record; null when the chain is whole.</param>
public sealed record AuditChain(ImmutableArray<AuditRecord> Records, string? Fault)
{
    /// <summary>How many lines decide nothing, because no trusted key signed them or they are of another repository; 0 in a rehearsal.</summary>
    public int Passed { get; init; }

    /// <summary>All links, also those that decide nothing because no key that is trusted now signed them; those of <see cref="Records"/> alone in a rehearsal.</summary>
    public ImmutableArray<AuditRecord> Links { get => field.IsDefault ? Records : field; init; }

    /// <summary>How far the record of approvals had come when somebody last looked; null where nobody did.</summary>
    public AuditAnchor? Approvals => Records.LastOrDefault(r => r.Approvals is not null || r.BeginsApprovalsAnew)?.Approvals;

    /// <summary>What two people set aside when they recovered the record: hashes of records and of approvals.</summary>
    public ImmutableHashSet<string> Aside { get; init; } = [];

    /// <summary>The place from which on approvals count, because two people said that the record of approvals begins anew; 0 where nobody did.</summary>
    public long ApprovalsSince => Records.LastOrDefault(r => r.BeginsApprovalsAnew)?.Sequence ?? 0;

    /// <summary>The anchor of the last good record; null where there is none.</summary>
    public AuditAnchor? Anchor => Links.IsEmpty ? null : new AuditAnchor(Links[^1].Sequence, Links[^1].Hash);

    /// <summary>Whether a signed chain holds a record in its place.</summary>
    public bool Holds(AuditAnchor anchor)
    {
        ArgumentNullException.ThrowIfNull(anchor);
        return anchor.Sequence < Links.Length && Links[(int)anchor.Sequence].Hash == anchor.Hash;
    }

    /// <summary>Reads whole records.</summary>
    /// <param name="files">The lines as UTF-8, each ending with a line feed, in one file or several that follow each other.</param>
    public static AuditChain Read(params IEnumerable<byte[]> files) => Of([.. files.Select(f => AuditLines.Read(f))]);

    /// <summary>Puts files together whose records are good in themselves.</summary>
    internal static AuditChain Of(IReadOnlyCollection<AuditLines> read)
    {
        var records = ImmutableArray.CreateBuilder<AuditRecord>(read.Sum(r => r.Records.Count));
        string previous = AuditRecord.NoPrevious;
        foreach (AuditLines lines in read)
        {
            foreach (AuditRecord record in lines.Records)
            {
                long sequence = records.Count + 1;
                string? fault = record.Sequence != sequence ? $"record {sequence} is missing: number {record.Sequence} stands in its place"
                    : record.Previous != previous ? $"record {sequence} does not follow the one before it" : null;
                if (fault is not null)
                {
                    return new AuditChain(records.ToImmutable(), fault);
                }

                records.Add(record);
                previous = record.Hash;
            }

            if (lines.Fault is not null)
            {
                return new AuditChain(records.ToImmutable(), $"record {records.Count + 1}{lines.Fault}");
            }
        }

        return new AuditChain(records.ToImmutable(), null);
    }

    /// <summary>The same chain, broken where it does not hold a record that must be in it.</summary>
    /// <param name="anchor">The record; null for none.</param>
    public AuditChain Anchored(AuditAnchor? anchor)
    {
        if (anchor is null || anchor.Sequence == 0)
        {
            return this;
        }

        if (anchor.Sequence <= Records.Length)
        {
            int place = (int)anchor.Sequence;
            return Records[place - 1].Hash == anchor.Hash ? this : new AuditChain(Records[..place], $"record {anchor.Sequence} is not the one that was anchored");
        }

        return Fault is not null ? this : this with { Fault = $"the end was cut off: record {anchor.Sequence} was anchored, and there are {Records.Length}" };
    }
}
