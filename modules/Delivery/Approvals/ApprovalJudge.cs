using System.Collections.Immutable;
using Infra.Delivery.Envelopes;
using Infra.Delivery.KeptRules;

namespace Infra.Delivery.Approvals;

/// <summary>Decides which approvals of an envelope count and whether they are enough. Pure: the time is given.</summary>
public static class ApprovalJudge
{
    /// <summary>Judges an envelope.</summary>
    /// <param name="settings">Who may approve what.</param>
    /// <param name="request">What is to be approved.</param>
    /// <param name="ledger">Everything that was ever said, about any envelope.</param>
    /// <param name="proofs">What GitHub vouches for.</param>
    /// <param name="now">The time.</param>
    /// <param name="keysAt">When keys must still be trusted: later than <paramref name="now"/> where what was approved earlier is to open something; null for the same.</param>
    public static ApprovalVerdict Judge(
        ApprovalSettings settings, ApprovalRequest request, ImmutableArray<ApprovalRecord> ledger, ImmutableArray<ApprovalProof> proofs, DateTimeOffset now, DateTimeOffset? keysAt = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(request);
        ImmutableArray<ApprovalRule> rules = Fitting(settings, request);
        bool businessHours = rules.Any(r => r.BusinessHours);
        ImmutableArray<CountedApproval> approvals = [.. Count(settings, request, ledger, proofs, businessHours, now, keysAt ?? now).OrderBy(a => a.At).ThenBy(a => a.Person, StringComparer.Ordinal).ThenBy(a => a.Id, StringComparer.Ordinal)];
        ImmutableArray<ApprovalVoter> voters =
        [
            .. approvals.Where(a => a.Refusal is null).GroupBy(a => a.Person, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new ApprovalVoter(g.Key, [.. g.SelectMany(a => a.Roles).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])),
        ];
        // Nobody knows whose friend a stranger is: somebody who took no part approves beside those whom the rules name.
        ImmutableArray<string?> slots = [.. Slots(rules, request.Roles), .. request.Strangers.IsEmpty ? [] : (string?[])[null]];
        return new([.. rules.Select(r => r.Name)], Fill(slots, voters), approvals, businessHours)
        {
            Strangers = request.Strangers,
            Unknown = request.Unknown,
            WithoutRules = request.Roles.Contains(RulesBundle.Role, StringComparer.Ordinal) ? Fill([.. slots.Where(s => s != RulesBundle.Role)], voters) : null,
        };
    }

    private static ImmutableArray<ApprovalSlot> Fill(ImmutableArray<string?> slots, ImmutableArray<ApprovalVoter> voters) =>
        [.. slots.Zip(ApprovalMatching.Fill(slots, voters), (role, person) => new ApprovalSlot(role, person))];

    /// <summary>The tags of a change.</summary>
    public static ImmutableArray<string> TagsOf(ApprovalSettings settings, ApprovalRequest request)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(request);
        return [.. settings.Tags.Where(t => FitsAny(t.Paths, request.Paths) || FitsAny(t.Resources, request.Resources)).Select(t => t.Name)];
    }

    /// <summary>The role of each place that must be filled; null for one that any role fills.</summary>
    internal static ImmutableArray<string?> PlacesOf(ApprovalSettings settings, ApprovalRequest request) => Slots(Fitting(settings, request), request.Roles);

    private static ImmutableArray<ApprovalRule> Fitting(ApprovalSettings settings, ApprovalRequest request)
    {
        ImmutableArray<string> tags = TagsOf(settings, request);
        return
        [
            .. settings.Rules.Where(r => r.Emergency == request.Emergency
                && (r.Environments.IsEmpty || r.Environments.Contains(request.Environment, StringComparer.Ordinal))
                && (r.Paths.IsEmpty || FitsAny(r.Paths, request.Paths))
                && (r.Tags.IsEmpty || r.Tags.Any(t => tags.Contains(t, StringComparer.Ordinal)))
                && (r.Risk is not { } least || request.Risk >= least)
                && (r.Freeze is not { } frozen || request.Freeze >= frozen)),
        ];
    }

    // Where two rules name one role, the greater number holds; people of any role are counted the same way.
    private static ImmutableArray<string?> Slots(ImmutableArray<ApprovalRule> rules, ImmutableArray<string> roles) =>
    [
        .. rules.SelectMany(r => r.Needs).Concat(roles.Select(r => new ApprovalNeed(r, 1))).GroupBy(n => n.Role, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(g => Enumerable.Repeat(g.Key, g.Max(n => n.Count))),
        .. Enumerable.Repeat<string?>(null, rules.Select(r => r.Extra).DefaultIfEmpty(0).Max()),
    ];

    private static IEnumerable<CountedApproval> Count(
        ApprovalSettings settings, ApprovalRequest request, ImmutableArray<ApprovalRecord> ledger, ImmutableArray<ApprovalProof> proofs, bool businessHours, DateTimeOffset now, DateTimeOffset keysAt)
    {
        ImmutableArray<ApprovalRecord> said = [.. ledger.Where(r => r.Envelope == request.Envelope)];
        HashSet<string> revoked = [.. said.Where(r => r.Kind == ApprovalRecordKind.Revoke && Proof(settings, r, request.IsLocal, request.SealedAt).Refusal is null).Select(r => r.Revokes ?? "")];
        foreach (ApprovalRecord record in said.Where(r => r.Kind == ApprovalRecordKind.Approve))
        {
            (ApprovalProofKind kind, string? refusal) = Proof(settings, record, request.IsLocal, request.SealedAt, keysAt);
            refusal ??= revoked.Contains(record.Id) ? "it was revoked" : null;
            refusal ??= settings.RolesOf(record.Person).Contains(record.Role, StringComparer.Ordinal) ? null : $"{record.Person} is not in the role {record.Role}";
            refusal ??= record.Environment == request.Environment ? null : $"it is for {record.Environment}";
            refusal ??= record.Emergency == request.Emergency ? null : record.Emergency ? "it approves an emergency, and this takes the usual way" : "it approves the usual way, and this is an emergency";
            refusal ??= OfPerson(settings, request, settings.Person(record.Person)!) ?? OfTime(settings, request.SealedAt - EnvelopeCheck.ClockTolerance, record.At, record.At, businessHours, now);
            yield return new CountedApproval(record.Id, record.Person, [record.Role], kind, record.At, refusal);
        }

        foreach (ApprovalProof proof in proofs)
        {
            ApprovalPerson? person = settings.People.FirstOrDefault(p => p.GitHubId == proof.GitHubId);
            string? refusal = proof.Kind switch
            {
                ApprovalProofKind.Review when proof.Subject != request.Commit => "the commit that was reviewed is not the sealed one",
                ApprovalProofKind.Environment when proof.Subject != request.Envelope => "the run that was approved carries another envelope",
                ApprovalProofKind.Review or ApprovalProofKind.Environment => null,
                _ => "GitHub vouches for reviews and environments only",
            };
            refusal ??= person is null ? "approvals.yaml does not know this GitHub id" : null;
            refusal ??= request.Emergency ? "an emergency is approved by records that say so" : null;

            // A review comes before the seal: what it is bound to is the commit.
            refusal ??= OfPerson(settings, request, person!) ?? OfTime(
                settings, proof.Kind == ApprovalProofKind.Review ? DateTimeOffset.MinValue : request.SealedAt - EnvelopeCheck.ClockTolerance, proof.At, proof.Latest, businessHours, now);
            yield return new CountedApproval(proof.Kind.ToString().ToLowerInvariant(), person?.Name ?? proof.GitHubId, person is null ? [] : settings.RolesOf(person.Name), proof.Kind, proof.At, refusal);
        }
    }

    /// <summary>What vouches for a record, and why that does not count; null when it does.</summary>
    /// <remarks>The time of a record is its signer's own word. What it is about was not there before <paramref name="since"/>, so a key that had ended by then signed it later than it says.</remarks>
    /// <param name="settings">Who may approve.</param>
    /// <param name="record">The record.</param>
    /// <param name="isLocal">Whether a bare name counts.</param>
    /// <param name="since">When what it is about came to be.</param>
    /// <param name="keysAt">When its key must still be trusted; null for what opens nothing: a revocation and a review hold on when their key has ended.</param>
    internal static (ApprovalProofKind Kind, string? Refusal) Proof(ApprovalSettings settings, ApprovalRecord record, bool isLocal, DateTimeOffset since, DateTimeOffset? keysAt = null)
    {
        if (settings.Person(record.Person) is not { } person)
        {
            return (ApprovalProofKind.Name, $"approvals.yaml does not know {record.Person}");
        }

        if (record.Signature is { } signature)
        {
            VerifyingKey? key = person.Keys.FirstOrDefault(k => k.Verifies(signature, ApprovalRecord.Purpose, record.Digest, record.At));
            return (
                ApprovalProofKind.Signed,
                key is null ? $"its signature is not by a key that approvals.yaml trusts for {record.Person} at that time"
                    : key.Until <= since ? $"its key {key.Name} ended at {EnvelopeJson.Time(key.Until)}, before there was anything to sign"
                    : keysAt is { } at && key.HasEnded(at) ? $"its key {key.Name} ended at {EnvelopeJson.Time(key.Until)}: what a key signed opens nothing once its time is over"
                    : null);
        }

        return (ApprovalProofKind.Name, isLocal ? null : "it is a bare name, which counts on the local backend only");
    }

    /// <summary>Whether a key that approvals.yaml lists for its person signed a record while it was good.</summary>
    public static bool IsSignedByItsPerson(ApprovalSettings settings, ApprovalRecord record)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(record);
        return record.Signature is { } signature && settings.Person(record.Person) is { } person && person.Keys.Any(k => k.Verifies(signature, ApprovalRecord.Purpose, record.Digest, record.At));
    }

    private static string? OfPerson(ApprovalSettings settings, ApprovalRequest request, ApprovalPerson person) =>
        request.Involved.Any(person.IsNamed)
            ? $"{person.Name} wrote, committed, pushed or asked for this change"
            : settings.RolesOf(person.Name).IsEmpty ? $"{person.Name} is in no role" : null;

    private static string? OfTime(ApprovalSettings settings, DateTimeOffset earliest, DateTimeOffset at, DateTimeOffset latest, bool businessHours, DateTimeOffset now) =>
        at > now + EnvelopeCheck.ClockTolerance ? "it was given in the future: one of the clocks is wrong"
        : at < earliest ? "it was given before the envelope was sealed"
        : now >= at + settings.Lifetime ? $"it expired at {EnvelopeJson.Time(at + settings.Lifetime)}"
        : businessHours && !settings.BusinessHours.Contains(at, latest) ? at == latest ? "it was given outside business hours" : "it may have been given outside business hours: GitHub does not say when"
        : null;

    private static bool FitsAny(ImmutableArray<string> patterns, ImmutableArray<string> texts) => patterns.Any(p => texts.Any(t => Wildcard.Fits(p, t)));
}
