using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Recording;

/// <summary>Everything that was ever approved, revoked and reviewed: lines in git, added to by compare-and-swap. Of a real cloud they are a chain, which the audit record knows the end of.</summary>
/// <param name="host">The machine.</param>
/// <param name="repository">The repository.</param>
/// <param name="trail">The audit record beside it.</param>
public sealed class ApprovalLedger(Host host, Repository repository, AuditTrail trail)
{
    // As for audit records: who needs hundreds of turns stands before a store that refuses.
    private const int MaxTurns = 500;
    private const int MaxReadings = 2;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(20);

    private readonly IAuditStore store = AuditTrail.StoreOf(host, repository, "approvals", trail.Backend);

    /// <summary>Every record, oldest first.</summary>
    /// <exception cref="InfraException">A record is broken or missing; then none is believed.</exception>
    public async Task<ImmutableArray<ApprovalRecord>> ReadAsync(CancellationToken cancellation)
    {
        if (!trail.IsSigned)
        {
            return ApprovalJson.Read(await TextAsync(cancellation));
        }

        return [.. (await ChainAsync(await trail.ReadAsync(null, cancellation), cancellation)).Links.Select(l => l.Value)];
    }

    /// <summary>The hashes of approvals that are signed and name an audit record after one that is the last: nobody can have seen it.</summary>
    /// <param name="last">The number of the last audit record.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<string[]> SignedAfterAsync(long last, CancellationToken cancellation)
    {
        ApprovalSettings settings = repository.Approvals();
        return [.. ApprovalJson.Lines(await TextAsync(cancellation), trail.RepositoryNumber).Where(r => r.Place!.Audit.Sequence > last && ApprovalJudge.IsSignedByItsPerson(settings, r)).Select(r => r.LineHash)];
    }

    /// <summary>How far the record has come.</summary>
    /// <param name="audit">The audit record, which knows how far it must have come.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">It is broken, or does not reach that place.</exception>
    public async Task<AuditAnchor?> TipAsync(AuditChain audit, CancellationToken cancellation) => (await ChainAsync(audit, cancellation)).Tip;

    /// <summary>Adds a record, signed where there is a key.</summary>
    /// <returns>The record as it was written.</returns>
    /// <exception cref="InfraException">The store stays busy, or what is there is broken.</exception>
    public async Task<ApprovalRecord> AddAsync(ApprovalRecord record, SigningKey? key, CancellationToken cancellation)
    {
        for (int turn = 0; turn < MaxTurns; turn++)
        {
            AuditHead head = await store.HeadAsync(cancellation);
            ApprovalRecord next = record;
            if (trail.IsSigned)
            {
                AuditChain audit = await trail.ReadAsync(null, cancellation);
                AuditAnchor? tip = await TipAsync(audit, cancellation);
                next = record with { Place = new ApprovalPlace(trail.RepositoryNumber, tip?.Sequence + 1 ?? 0, tip?.Hash ?? AuditRecord.NoPrevious, audit.Anchor!) };
            }
            else if (head.LastLine is { } last)
            {
                // To go on behind a broken line would hide it.
                _ = ApprovalJson.Read(last + "\n");
            }

            next = key is null ? next : next.SignedBy(key);
            if (await store.TryAppendAsync(head, ApprovalJson.Write(next), cancellation))
            {
                return next;
            }

            await Task.Delay(Turn * Math.Min(turn + 1, 10), host.Clock, cancellation);
        }

        throw new InfraException(ErrorKind.Timeout, $"The approval could not be written in {MaxTurns} turns: others write all the time, or a lock was left behind. Try again.");
    }

    private async Task<SignedChain<ApprovalRecord>> ChainAsync(AuditChain audit, CancellationToken cancellation)
    {
        ApprovalSettings settings = repository.Approvals();
        for (int turn = 0; ; turn++)
        {
            if (audit.Fault is not null)
            {
                throw new InfraException(ErrorKind.Failed, $"The audit record is broken: {Printable.Text(audit.Fault)}. So nobody knows which approvals there must be, and none is believed.");
            }

            // What was given before the record began anew might be what a revocation that is lost took back, and stands in the way of what follows.
            SignedChain<ApprovalRecord> chain = ApprovalJson.ReadChain(
                ApprovalJson.Lines(await TextAsync(cancellation), trail.RepositoryNumber).Where(r => r.Place!.Audit.Sequence >= audit.ApprovalsSince && !audit.Aside.Contains(r.LineHash)),
                audit.Approvals, r => ApprovalJudge.IsSignedByItsPerson(settings, r));

            // Each names the audit record that its person saw: where that one is gone, the end of the audit record was cut off.
            string? fault = chain.Fault ?? chain.Links.Where(l => ApprovalJudge.IsSignedByItsPerson(settings, l.Value)).Select(l => l.Value.Place!.Audit).Where(a => !audit.Holds(a))
                .Select(a => string.Create(CultureInfo.InvariantCulture, $"it knows audit record {a.Sequence}, which is not there any more")).FirstOrDefault();
            if (fault is null)
            {
                return chain;
            }

            // Somebody may have approved between the reading of one and of the other.
            audit = turn < MaxReadings ? await trail.ReadAsync(null, cancellation) : throw new InfraException(
                ErrorKind.Failed, $"The record of approvals is broken: {Printable.Text(fault)}. No approval counts, and everything that needs one stays blocked. docs/gates.md says what to do.");
        }
    }

    private async Task<string> TextAsync(CancellationToken cancellation)
    {
        StringBuilder text = new();
        await store.ReadAsync(file => text.Append(Encoding.UTF8.GetString(file)), cancellation);
        return text.ToString();
    }
}
