using System.Collections.Immutable;
using Infra.Delivery.Audit;

namespace Infra.Delivery.Approvals;

/// <summary>Decides what has to be reviewed after an emergency, by whom, and whether it was. Pure.</summary>
public static class ReviewJudge
{
    /// <summary>
    /// The digest that a review of what an audit record says is about: that of an envelope which was applied by the emergency path, or whose apply stopped
    /// after it had begun, or that of an override which was recorded. Null where there is nothing to review.
    /// </summary>
    public static string? DigestOf(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry is { CarriesOut: true, Phase: AuditPhase.End, Envelope: not null, Outcome: not "refused" } && entry.HasVerdict(OpenReview.Mark) ? entry.Envelope : FreezeOverride.Of(entry)?.Digest;
    }

    /// <summary>What nobody has reviewed yet, in the order of the records.</summary>
    /// <param name="settings">Who may review: anybody of approvals.yaml whose proof counts.</param>
    /// <param name="records">The audit records, oldest first.</param>
    /// <param name="ledger">Everything that was ever said.</param>
    public static ImmutableArray<OpenReview> Open(ApprovalSettings settings, IEnumerable<AuditEntry> records, ImmutableArray<ApprovalRecord> ledger)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(records);
        ILookup<string, ApprovalRecord> said = ledger.ToLookup(r => r.Envelope, StringComparer.Ordinal);
        return
        [
            .. records.Select(e => (Entry: e, Digest: DigestOf(e)))
                .Where(e => e.Digest is not null && ReviewOf(settings, e.Entry, said[e.Digest]) is null)
                .Select(e => new OpenReview(
                    e.Digest!, e.Entry.DeploymentTarget, e.Entry.Backend, e.Entry.Actor, e.Entry.Timestamp, e.Entry.Timestamp + settings.ReviewWithin, FreezeOverride.Of(e.Entry))),
        ];
    }

    /// <summary>The first review of what an audit record says that counts; null while there is none.</summary>
    /// <param name="settings">Who may review.</param>
    /// <param name="done">What was done, a record with <see cref="DigestOf"/>.</param>
    /// <param name="ledger">What was ever said of it; records about anything else are not looked at.</param>
    public static ApprovalRecord? ReviewOf(ApprovalSettings settings, AuditEntry done, IEnumerable<ApprovalRecord> ledger)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(done);
        string? digest = DigestOf(done);
        ApprovalRecord[] said = [.. ledger.Where(r => r.Envelope == digest)];
        return said.FirstOrDefault(r => r.Kind == ApprovalRecordKind.Review && r.At >= done.Timestamp && r.Environment == done.DeploymentTarget
            && May(settings, done, said, r.Person) && ApprovalJudge.Proof(settings, r, done.Backend == "local", done.Timestamp).Refusal is null);
    }

    /// <summary>
    /// Whether a person may review what was done: somebody of approvals.yaml who neither did nor approved it. Who approved without filling a place, or took
    /// their approval back, approved it all the same.
    /// </summary>
    /// <param name="settings">Who may review.</param>
    /// <param name="done">What was done, a record with <see cref="DigestOf"/>.</param>
    /// <param name="ledger">What was ever said of it; records about anything else are not looked at.</param>
    /// <param name="person">Their name in approvals.yaml.</param>
    public static bool May(ApprovalSettings settings, AuditEntry done, IEnumerable<ApprovalRecord> ledger, string person)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(done);
        string? digest = DigestOf(done);
        return settings.Person(person) is { } reviewer
            && !reviewer.IsNamed(done.Actor)
            && !done.Approvals.Any(a => reviewer.IsNamed(a.Approver))
            && !ledger.Any(r => r.Kind == ApprovalRecordKind.Approve && r.Envelope == digest && r.Person == person
                && ApprovalJudge.Proof(settings, r, done.Backend == "local", DateTimeOffset.MinValue).Refusal is null);
    }
}
