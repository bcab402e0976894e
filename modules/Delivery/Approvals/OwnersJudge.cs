using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Delivery.Approvals;

/// <summary>
/// Decides whether owners approve a change of the rules where nobody of the role <c>rules</c> can: because its only holder wrote the change, or lost
/// account and keys. Pure: GitHub's time is given.
/// </summary>
public static class OwnersJudge
{
    private const int Needed = 2;

    /// <summary>How old the first of two approvals must be: long enough that everybody else sees the issue, over a weekend too.</summary>
    public static TimeSpan Wait { get; } = TimeSpan.FromHours(72);

    /// <summary>How long an approval counts, so that rules of long ago do not come back by what was once said for them.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(30);

    /// <summary>What an owner writes to approve, and nothing else.</summary>
    /// <param name="digest"><see cref="KeptRules.RulesBundle.Content"/> of the rules that are to be applied.</param>
    public static string Approval(string digest) => $"I approve the rules {digest}";

    /// <summary>What an owner writes to refuse, and nothing else.</summary>
    /// <param name="digest"><see cref="KeptRules.RulesBundle.Content"/> of the rules that are to be applied.</param>
    public static string Refusal(string digest) => $"I refuse the rules {digest}";

    /// <summary>Judges what was written.</summary>
    /// <param name="approved">The settings that were approved before: what a change says of owners makes nobody one.</param>
    /// <param name="digest"><see cref="KeptRules.RulesBundle.Content"/> of the rules that are to be applied.</param>
    /// <param name="statements">Every comment of the open issues about it.</param>
    /// <param name="now">GitHub's time.</param>
    public static OwnersConsent Judge(ApprovalSettings approved, string digest, ImmutableArray<OwnersStatement> statements, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(approved);
        if (approved.Owners.Length < Needed)
        {
            return OwnersConsent.Unknown("the rules that were approved before list no owners who could stand in");
        }

        ILookup<string, OwnersStatement> said = approved.Owners.SelectMany(o => statements.Where(s => s.GitHubId == approved.Person(o)?.GitHubId).Select(s => (Owner: o, Said: s)))
            .ToLookup(s => s.Owner, s => s.Said, StringComparer.Ordinal);

        // A refusal opens nothing, so it counts whoever edited it: who changes their mind changes the comment.
        string[] refusing = [.. approved.Owners.Where(o => said[o].Any(s => s.Text.Trim() == Refusal(digest)))];
        if (refusing.Length > 0)
        {
            return new([], $"{string.Join(", ", refusing)} refused {digest} as owner");
        }

        (string Owner, OwnersStatement Said)[] approving = [.. approved.Owners.SelectMany(o => said[o].Where(s => s.Text.Trim() == Approval(digest)).Select(s => (o, s)))];
        (string Owner, OwnersStatement Said)[] counting = [.. approving.Where(a => a.Said.IsTheirs && IsOfNow(a.Said, now))];
        ImmutableArray<string> owners = [.. counting.Select(a => a.Owner).Distinct(StringComparer.Ordinal)];
        if (owners.Length < Needed)
        {
            string[] others = [.. approving.Except(counting).Where(a => !owners.Contains(a.Owner, StringComparer.Ordinal)).Select(a => $"the comment of {a.Owner} does not count: it {(a.Said.IsTheirs ? "has expired" : "was edited, moved there or written by an App")}")];
            string who = owners.IsEmpty ? $"no owner approved {digest}, and two are needed" : $"{owners[0]} approved {digest} as owner, and a second one is needed";
            return new(owners, string.Join("; ", others.Distinct(StringComparer.Ordinal).Prepend(who)));
        }

        // Whoever imports an issue chooses its times, and those of what they write below it.
        string both = $"{string.Join(", ", owners)} approved {digest} as owners";
        if (counting.Where(a => a.Said.IsDated).Select(a => (DateTimeOffset?)a.Said.At).Min() is not { } first)
        {
            return new(owners, $"{both}, which counts {Wait.TotalHours} hours after one of them did so below an issue of somebody else");
        }

        return now >= first + Wait ? new(owners, null)
            : new(owners, string.Create(CultureInfo.InvariantCulture, $"{both}, which counts from {(first + Wait).UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC on")) { Until = first + Wait };
    }

    private static bool IsOfNow(OwnersStatement said, DateTimeOffset now) => said.At <= now && now - said.At < Lifetime;
}
