using Infra.Model.Errors;

namespace Infra.Delivery.Audit;

/// <summary>The audit record of rehearsals, which nobody signs; several processes add to it at once.</summary>
public sealed class AuditLog(IAuditStore store, TimeProvider clock) : IAuditRecords
{
    // Eight writers at once need a handful of turns; who needs hundreds stands before a store that refuses.
    private const int MaxTurns = 500;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(20);

    private (string Version, AuditChain Chain)? read;

    /// <summary>Adds an entry after whatever is the last one.</summary>
    /// <returns>The record, durable in the store.</returns>
    /// <exception cref="InfraException">The last record is broken, or the store stays busy.</exception>
    public async Task<AuditRecord> AppendAsync(AuditEntry entry, CancellationToken cancellation)
    {
        for (int turn = 0; turn < MaxTurns; turn++)
        {
            AuditHead head = await store.HeadAsync(cancellation);
            AuditRecord record = After(head, entry);
            if (await store.TryAppendAsync(head, AuditJson.Write(record), cancellation))
            {
                return record;
            }

            await Task.Delay(Turn * Math.Min(turn + 1, 10), clock, cancellation);
        }

        throw new InfraException(ErrorKind.Timeout, $"The audit record could not be written in {MaxTurns} turns: others write all the time, or a lock was left behind. Nothing that is not recorded is done. Try again.");
    }

    /// <summary>The whole chain, verified; read again only where something was added since.</summary>
    /// <exception cref="InfraException">It cannot be read.</exception>
    public async Task<AuditChain> ReadAsync(AuditAnchor? anchor, CancellationToken cancellation)
    {
        if (read is not { } known || (await store.HeadAsync(cancellation)).Version != known.Version)
        {
            AuditReading reading = new();
            string version = await store.ReadAsync(reading.Add, cancellation);
            read = known = (version, await reading.ChainAsync());
        }

        return known.Chain.Anchored(anchor);
    }

    private static AuditRecord After(AuditHead head, AuditEntry entry)
    {
        if (head.LastLine is null)
        {
            return new AuditRecord(1, AuditRecord.NoPrevious, entry);
        }

        try
        {
            AuditRecord last = AuditJson.Read(head.LastLine);
            return new AuditRecord(last.Sequence + 1, last.Hash, entry);
        }
        catch (FormatException broken)
        {
            // To go on behind a broken record would hide it.
            throw new InfraException(ErrorKind.Failed, $"The last audit record is broken: {broken.Message}. Nothing is added behind it and nothing that is not recorded is done. `infra audit verify` says where it broke.", broken);
        }
    }
}
