using System.Collections.Immutable;
using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Values;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Approving;

/// <summary>What was done in an emergency and waits for its review: envelopes that were applied by the emergency path, and overrides of windows and freezes.</summary>
public sealed class Reviews(Repository repository, AuditTrail trail)
{
    /// <summary>What nobody has reviewed yet, oldest first.</summary>
    public async Task<ImmutableArray<OpenReview>> OpenAsync(CancellationToken cancellation)
    {
        AuditEntry[] records = await RecordsAsync(cancellation);
        return records.Any(r => ReviewJudge.DigestOf(r) is not null) ? ReviewJudge.Open(repository.Approvals(), records, await LedgerAsync(cancellation)) : [];
    }

    /// <summary>The override of an environment that people mean by an id; one that waits for its review comes before one that was reviewed.</summary>
    /// <exception cref="InfraException">There is none; those that wait are named.</exception>
    public async Task<FreezeOverride> OverrideAsync(StackName environment, string id, CancellationToken cancellation)
    {
        FreezeOverride[] open = [.. (await OpenAsync(cancellation)).Select(r => r.Override).OfType<FreezeOverride>().Where(o => o.Environment == environment.Value)];
        IEnumerable<FreezeOverride> recorded = (await RecordsAsync(cancellation)).Select(FreezeOverride.Of).OfType<FreezeOverride>().Where(o => o.Environment == environment.Value);
        string waiting = open.Length == 0 ? "None waits for its review." : $"These wait for their review: {string.Join(", ", open.Select(o => $"{o.Id} ({Printable.Text(o.Reason)})").Distinct(StringComparer.Ordinal))}.";
        return open.Concat(recorded).FirstOrDefault(o => o.Id == id) ?? throw new InfraException(ErrorKind.Configuration, $"No override of {environment} has the id '{Printable.Text(id)}'. {waiting}");
    }

    /// <summary>Why a review of an envelope or an override by a person would close nothing; null where it would.</summary>
    public async Task<string?> ProblemAsync(ApprovalSubject subject, string person, CancellationToken cancellation)
    {
        AuditEntry[] done = [.. (await RecordsAsync(cancellation)).Where(e => ReviewJudge.DigestOf(e) == subject.Digest)];
        if (done.Length == 0)
        {
            return "This envelope was not applied as an emergency, so there is nothing to review.";
        }

        (string what, string how) = subject.Envelope is null ? ("override", "recorded") : ("emergency", "applied");
        ApprovalSettings settings = repository.Approvals();
        ImmutableArray<ApprovalRecord> ledger = await LedgerAsync(cancellation);
        AuditEntry[] open = [.. done.Where(e => ReviewJudge.ReviewOf(settings, e, ledger) is null)];
        if (open.Length == 0)
        {
            ApprovalRecord review = ReviewJudge.ReviewOf(settings, done[^1], ledger)!;
            return $"{review.Person} reviewed this {what} at {Moment.Text(review.At)}, so there is nothing left to review.";
        }

        return open.All(e => ReviewJudge.May(settings, e, ledger, person)) ? null
            : $"{person} approved or {how} this {what}, and somebody else reviews it. Ask another person of stacks/delivery/approvals.yaml.";
    }

    private Task<ImmutableArray<ApprovalRecord>> LedgerAsync(CancellationToken cancellation) => trail.Ledger.ReadAsync(cancellation);

    private async Task<AuditEntry[]> RecordsAsync(CancellationToken cancellation) => [.. (await trail.WholeAsync(cancellation)).Records.Select(r => r.Entry)];
}
