using System.Collections.Immutable;
using System.Globalization;
using Infra.Delivery.Envelopes;
using Infra.Model.Errors;

namespace Infra.Delivery.Audit;

/// <summary>The audit record of a real cloud: signed, on a branch that anybody may have written to, held against the copies in the bucket.</summary>
/// <param name="store">The branch.</param>
/// <param name="objects">The copies in the bucket.</param>
/// <param name="identity">What this repository and this job are.</param>
/// <param name="clock">The clock.</param>
public sealed class SignedAuditLog(IAuditStore store, AuditObjects objects, RecordIdentity identity, TimeProvider clock) : IAuditRecords
{
    /// <summary>How far a record may be ahead of the bucket's time: clocks of machines differ by less.</summary>
    public static TimeSpan Ahead { get; } = EnvelopeCheck.ClockTolerance;

    // As in AuditLog: who needs hundreds of turns stands before a store that refuses.
    private const int MaxTurns = 500;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(20);

    // One reading at a time: who comes second finds it read.
    private readonly SemaphoreSlim turn = new(1);

    private (string Version, BucketTips Listed, BucketTips Tips, AuditChain Chain)? read;

    /// <inheritdoc />
    public async Task<AuditChain> ReadAsync(AuditAnchor? anchor, CancellationToken cancellation)
    {
        (_, AuditChain chain, DateTimeOffset now) = await ChainAsync(cancellation);
        bool holds = anchor is null || chain.Fault is not null || chain.Holds(anchor);
        ImmutableArray<AuditRecord> past = [.. chain.Records.Where(r => r.Entry.Timestamp <= now + Ahead)];

        // What somebody signed with a clock that is ahead decides nothing before its time has come.
        AuditChain passed = chain with { Records = past, Passed = chain.Passed + chain.Records.Length - past.Length };
        return holds ? passed : passed with { Fault = $"record {anchor!.Sequence} is not the one that was anchored" };
    }

    /// <inheritdoc />
    public async Task<AuditRecord> AppendAsync(AuditEntry entry, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entry);
        for (int tries = 0; tries < MaxTurns; tries++)
        {
            (AuditHead head, AuditChain chain, DateTimeOffset now) = await ChainAsync(cancellation);
            if (chain.Fault is not null)
            {
                throw new InfraException(
                    ErrorKind.Failed, $"The audit record is broken: {chain.Fault}. Nothing is added to it, and nothing that is not recorded is done. `infra audit verify --backend pulumi` says where; `infra audit recover` builds it anew from the bucket.");
            }

            RequireTime(entry, now);
            AuditRecord unsigned = new(chain.Anchor!.Sequence + 1, chain.Anchor.Hash, entry) { Repository = identity.Repository, Approvals = await identity.Approvals(chain, cancellation) };
            AuditRecord record = unsigned with { Signature = await identity.Signer(entry).SignAsync(AuditRecord.Purpose, unsigned.Hash, cancellation) };
            if (!identity.IsSigned(record))
            {
                throw new InfraException(
                    ErrorKind.Configuration, $"The key {record.Signature!.KeyId} is not trusted with a record of '{entry.Action}' of {entry.DeploymentTarget}, so the record would count nowhere. Nothing was done. docs/gates.md says which key signs what.");
            }

            if (await store.TryAppendAsync(head, AuditJson.Write(record), cancellation))
            {
                if (identity.Owner is { } owner)
                {
                    await objects.CopyAsync(owner, [.. Uncopied(owner, chain), record], cancellation);
                }

                return record;
            }

            await Task.Delay(Turn * Math.Min(tries + 1, 10), clock, cancellation);
        }

        throw new InfraException(ErrorKind.Timeout, $"The audit record could not be written in {MaxTurns} turns: others write all the time, or the branch refuses. Nothing that is not recorded is done. Try again.");
    }

    // What people recorded since, who cannot write to the bucket; and what is this environment's own, where an earlier job was stopped before it copied it.
    private IEnumerable<AuditRecord> Uncopied(string owner, AuditChain chain)
    {
        long all = read?.Tips.Longest?.Sequence ?? -1;
        long own = read?.Tips.Tips.GetValueOrDefault(owner)?.Sequence ?? -1;
        return chain.Links.Where(r => r.Sequence > all || (r.Sequence > own && r.Entry.DeploymentTarget == owner));
    }

    private static void RequireTime(AuditEntry entry, DateTimeOffset now)
    {
        if (entry.Timestamp > now + Ahead)
        {
            throw new InfraException(
                ErrorKind.Failed,
                string.Create(CultureInfo.InvariantCulture, $"This machine's clock says {entry.Timestamp:yyyy-MM-dd HH:mm:ss} UTC, and the audit bucket's {now:yyyy-MM-dd HH:mm:ss}: a record is at most {Ahead.TotalMinutes} minutes ahead. Set the clock. Nothing was done."));
        }
    }

    private async Task<(AuditHead Head, AuditChain Chain, DateTimeOffset Now)> ChainAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            return await FreshAsync(cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<(AuditHead Head, AuditChain Chain, DateTimeOffset Now)> FreshAsync(CancellationToken cancellation)
    {
        BucketTips tips = await objects.TipsAsync(cancellation);
        if (tips.Longest is null)
        {
            throw new InfraException(
                ErrorKind.GateBlocked, "The audit bucket holds no record, not even the one that bootstrap writes, so nothing is known of what was approved. Run `infra bootstrap --backend pulumi`, which writes record 0; docs/gates.md says what else may be the matter.");
        }

        AuditHead head = await store.HeadAsync(cancellation);
        if (read is not { } last || last.Version != head.Version || !last.Listed.Tips.SequenceEqual(tips.Tips))
        {
            AuditReading reading = new(signed: true);
            string version = await store.ReadAsync(reading.Add, cancellation);
            head = head with { Version = version };
            AuditRecord[] records = await reading.OursAsync(identity.Repository);
            HashSet<string> aside = [.. records.SelectMany(identity.SetAside)];
            HashSet<string> known = [.. records.Select(r => r.Hash)];
            BucketTips counting = aside.Count > 0 ? await objects.TipsAsync(cancellation, aside, known.Contains) : tips;
            AuditChain chain = await reading.SignedChainAsync(identity.Repository, [.. counting.Tips.Values], identity.IsSigned, identity.SetAside);
            read = last = (version, tips, counting, chain);
        }

        return (head, last.Chain, tips.Now);
    }
}
