using System.Collections.Immutable;
using System.Text;
using Infra.Model;
using Infra.Pipeline;

namespace Infra;

/// <summary>Everything that was ever approved, revoked and reviewed: lines on the git ref <c>refs/infra/approvals</c>, added to by compare-and-swap.</summary>
internal sealed class ApprovalLedger(Host host, Repository repository, string backend)
{
    // As for audit records: who needs hundreds of turns stands before a store that refuses.
    private const int MaxTurns = 500;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(20);

    private readonly IAuditStore store = AuditTrail.StoreOf(host, repository, "approvals", backend);

    /// <summary>Every record, oldest first.</summary>
    public async Task<ImmutableArray<ApprovalRecord>> ReadAsync(CancellationToken cancellation)
    {
        StringBuilder text = new();
        await store.ReadAsync(file => text.Append(Encoding.UTF8.GetString(file)), cancellation);
        return ApprovalJson.Read(text.ToString());
    }

    /// <summary>Adds a record.</summary>
    /// <exception cref="InfraException">The store stays busy, or what is there is broken.</exception>
    public async Task AddAsync(ApprovalRecord record, CancellationToken cancellation)
    {
        string line = ApprovalJson.Write(record);
        for (int turn = 0; turn < MaxTurns; turn++)
        {
            AuditHead head = await store.HeadAsync(cancellation);
            if (head.LastLine is { } last)
            {
                // To go on behind a broken line would hide it.
                _ = ApprovalJson.Read(last + "\n");
            }

            if (await store.TryAppendAsync(head, line, cancellation))
            {
                return;
            }

            await Task.Delay(Turn * Math.Min(turn + 1, 10), host.Clock, cancellation);
        }

        throw new InfraException(ExitCode.Timeout, $"The approval could not be written in {MaxTurns} turns: others write all the time, or a lock was left behind. Try again.");
    }
}
