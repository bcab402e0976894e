using Infra.Delivery.Approvals;
using Infra.Delivery.Envelopes;
using Infra.Model.Masking;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Workspace;

namespace Infra.Presenters;

/// <summary>Says who a person is to this repository, how that is known, and what they could do.</summary>
internal static class WhoamiOutput
{
    private const string File = "stacks/delivery/approvals.yaml";

    /// <summary>The lines of it.</summary>
    /// <param name="who">The person.</param>
    /// <param name="settings">The list.</param>
    /// <param name="key">The key at hand; null where there is none.</param>
    /// <param name="now">The time.</param>
    public static string Of(ActingPerson who, ApprovalSettings settings, SigningKey? key, DateTimeOffset now) => string.Concat(
        $"You are {Printable.Text(who.Name)} (from {who.Source}{(who.Email is { } email && who.Source.StartsWith("git", StringComparison.Ordinal) ? $", {Printable.Text(email)}" : "")}).\n",
        who.Person is { } person
            ? $"roles: {List(settings.RolesOf(person.Name))}\nteams: {List(settings.Teams.Where(t => t.People.Contains(person.Name, StringComparer.Ordinal)).Select(t => t.Name))}\n"
            : Unknown(who, settings),
        $"key:   {Key(key, settings, who, now)}\n",
        "A name counts in a dry run alone. On a real backend the key that signs says who you are, or GitHub does.\n");

    private static string Unknown(ActingPerson who, ApprovalSettings settings) =>
        $"{File} knows nobody of that name{(who.Email is { } email ? $", and nobody with git's address {Printable.Text(email)}" : "")}: you have no role. There are: {string.Join(", ", settings.People.Select(p => p.Name))}. "
        + "Set your address with `git config user.email ADDRESS`, or add yourself to the file.\n";

    private static string Key(SigningKey? key, ApprovalSettings settings, ActingPerson who, DateTimeOffset now)
    {
        if (key is null)
        {
            return "none; INFRA_SIGNING_KEY_FILE names one (docs/gates.md)";
        }

        ApprovalPerson? owner = settings.People.FirstOrDefault(p => p.Keys.Any(k => k.Id == key.Id));
        if (owner is null)
        {
            return $"{key.Id}, which {File} lists for nobody; `infra approvals key` shows what to add";
        }

        VerifyingKey[] listed = [.. owner.Keys.Where(k => k.Id == key.Id)];
        string time = listed.FirstOrDefault(k => k.IsTrusted(now)) is { } good ? $"good until {Moment.Text(good.Until)}"
            : listed.FirstOrDefault(k => k.From > now) is { } next ? $"not good before {Moment.Text(next.From)}"
            : $"ended at {Moment.Text(listed.Max(k => k.Until))}";
        return $"{key.Id}, {listed[0].Name}, {time}{(owner.Name == who.Person?.Name ? "" : $"; it is {owner.Name}'s and not yours")}";
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.DefaultIfEmpty("none"));
}
