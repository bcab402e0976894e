using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Delivery.KeptRules;

namespace Infra.Delivery.Approvals;

/// <summary>
/// How a broken audit record goes on: which record is its last good one, and which signed records are set aside, because they cannot stand beside it. Two
/// people sign it, and what they signed stands in the record that says so.
/// </summary>
/// <param name="Repository">The number of the repository at GitHub.</param>
/// <param name="Tip">The last good record.</param>
/// <param name="SetAside">The hashes of the records that are set aside, in ordinal order.</param>
/// <param name="ApprovalsAnew">Whether the record of approvals begins anew, because its end is lost: what was approved before counts no more.</param>
/// <param name="Rules">Rules that are kept anew, as <c>ENV:DIGEST</c>; null for none.</param>
public sealed record Recovery(string Repository, AuditAnchor Tip, ImmutableArray<string> SetAside, bool ApprovalsAnew, string? Rules)
{
    /// <summary>What the audit record calls it.</summary>
    public const string Action = AuditRecord.Recovers;

    /// <summary>What a signature of it is for.</summary>
    public const string Purpose = "recovery";

    /// <summary>How long the word of one of the two counts.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(24);

    private const string Anew = AuditRecord.Anew;
    private const string KeptRules = "Rules";
    private const string Aside = "SetAside";
    private const string TipName = "Tip";
    private static readonly ImmutableArray<string> Consents = ["FirstConsent", "SecondConsent"];

    /// <summary>SHA-256 of all of it, with a prefix that says so.</summary>
    public string Digest => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"infra.recovery/v1\n{Repository}\n{Tip}\n{string.Join(' ', SetAside)}\n{(ApprovalsAnew ? "anew" : "kept")}\n{Rules ?? "none"}\n")));

    /// <summary>What stands in the record that says so.</summary>
    public ImmutableSortedDictionary<string, string> Verdicts(RecoveryConsent first, RecoveryConsent second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var said = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        said[Aside] = string.Join(' ', SetAside);
        said[Anew] = ApprovalsAnew ? "yes" : "no";
        said[TipName] = Tip.ToString();
        said[Consents[0]] = first.ToString();
        said[Consents[1]] = second.ToString();
        if (Rules is not null)
        {
            said[KeptRules] = Rules;
        }

        return said.ToImmutable();
    }

    /// <summary>What a record says, where it is one of two people who consented with keys of their own; null for any other record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="settings">The people, their keys and who is in the role rules, which one of them must be.</param>
    public static Recovery? Of(AuditRecord record, ApprovalSettings settings)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(settings);
        if (record.Entry.Action != Action || record.Repository is null)
        {
            return null;
        }

        ImmutableSortedDictionary<string, string> said = record.Entry.Verdicts;
        RecoveryConsent?[] consents = [.. Consents.Select(c => RecoveryConsent.TryParse(said.GetValueOrDefault(c, "")))];
        if (AuditAnchor.TryParse(said.GetValueOrDefault(TipName, "")) is not { } tip || record.Sequence != tip.Sequence + 1 || record.Previous != tip.Hash
            || consents is not [{ } first, { } second] || !IsOfThen(first, record) || !IsOfThen(second, record))
        {
            return null;
        }

        Recovery read = new(
            record.Repository, tip, [.. said.GetValueOrDefault(Aside, "").Split(' ', StringSplitOptions.RemoveEmptyEntries)], said.GetValueOrDefault(Anew) == "yes", said.GetValueOrDefault(KeptRules));
        return AreTwo(settings, first, second) && IsListed(settings, first, read.Digest) && IsListed(settings, second, read.Digest) ? read : null;
    }

    // A word that was given and not used counts for a day.
    private static bool IsOfThen(RecoveryConsent consent, AuditRecord record) =>
        consent.At <= record.Entry.Timestamp + EnvelopeCheck.ClockTolerance && record.Entry.Timestamp - consent.At <= Lifetime;

    /// <summary>Whether two people may recover it: they differ, and one of them is in the role rules.</summary>
    public static bool AreTwo(ApprovalSettings settings, RecoveryConsent first, RecoveryConsent second)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return first.Person != second.Person && new[] { first, second }.Any(c => settings.RolesOf(c.Person).Contains(RulesBundle.Role, StringComparer.Ordinal));
    }

    /// <summary>Whether a key that is listed for its person made a consent, over this recovery.</summary>
    public static bool IsListed(ApprovalSettings settings, RecoveryConsent consent, string recovery)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(consent);
        return settings.People.FirstOrDefault(p => p.Name == consent.Person) is { } person && consent.IsBy(person.Keys, recovery);
    }

    /// <summary>How a record goes on: with the chain that most of the bucket's writers prove, or where the bucket has none with the longest that is signed.</summary>
    /// <param name="lines">Every record of this repository, of the branch and of the bucket.</param>
    /// <param name="tips">The last record of each writer of the bucket.</param>
    /// <param name="isSigned">Whether a trusted key signed a record.</param>
    /// <returns>The last good record and what is set aside for it; null where no record is good.</returns>
    public static (AuditAnchor Tip, ImmutableArray<AuditRecord> SetAside)? Choose(IReadOnlyList<AuditRecord> lines, BucketTips tips, Func<AuditRecord, bool> isSigned)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(tips);
        ArgumentNullException.ThrowIfNull(isSigned);
        Dictionary<string, AuditRecord> byHash = new(StringComparer.Ordinal);
        foreach (AuditRecord line in lines.Where(l => !byHash.ContainsKey(l.Hash) || isSigned(l)))
        {
            byHash[line.Hash] = line;
        }

        // Ends from which hashes lead back to the first record without a gap.
        HashSet<string> named = [.. byHash.Values.Select(r => r.Previous)];
        List<AuditRecord>[] whole = [.. byHash.Values.Where(r => !named.Contains(r.Hash) && isSigned(r)).Select(r => Back(r, byHash)).OfType<List<AuditRecord>>()];
        if (whole.Length == 0)
        {
            return null;
        }

        List<AuditRecord> chosen = whole
            .OrderByDescending(c => tips.Tips.Values.Count(t => t.Sequence < c.Count && c[(int)t.Sequence].Hash == t.Hash))
            .ThenByDescending(c => c.Count).ThenBy(c => c[^1].Hash, StringComparer.Ordinal).First();
        HashSet<string> good = [.. chosen.Select(r => r.Hash)];
        return (new AuditAnchor(chosen[^1].Sequence, chosen[^1].Hash), [.. byHash.Values.Where(r => !good.Contains(r.Hash) && (isSigned(r) || tips.Tips.Values.Any(t => t.Hash == r.Hash))).OrderBy(r => r.Sequence).ThenBy(r => r.Hash, StringComparer.Ordinal)]);
    }

    private static List<AuditRecord>? Back(AuditRecord last, Dictionary<string, AuditRecord> byHash)
    {
        List<AuditRecord> found = [last];
        while (found[^1].Sequence > 0)
        {
            if (!byHash.TryGetValue(found[^1].Previous, out AuditRecord? before) || before.Sequence != found[^1].Sequence - 1)
            {
                return null;
            }

            found.Add(before);
        }

        found.Reverse();
        return found[0].Previous == AuditRecord.NoPrevious ? found : null;
    }
}
