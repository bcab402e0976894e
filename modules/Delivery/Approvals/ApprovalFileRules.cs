using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Settings.Reading;
using NodaTime;

namespace Infra.Delivery.Approvals;

/// <summary>The rules between the settings of approvals.yaml. Each looks at what is good and is silent about what is not.</summary>
internal static class ApprovalFileRules
{
    // The longest cryptoperiod of a private signature key: NIST SP 800-57 Part 1 Rev. 5, table 1 (one to three years).
    private const int MostYears = 3;

    // https://api.github.com/users/github-actions%5Bbot%5D and https://api.github.com/users/web-flow
    private static readonly ImmutableSortedDictionary<string, string> Anybodys = ImmutableSortedDictionary<string, string>.Empty
        .Add("41898282", "this is github-actions[bot], and whoever may push a workflow pushes as it whatever they like")
        .Add("19864447", "this is web-flow, which commits for everybody who edits at github.com; it passes where GitHub says that it signed");

    public static void Check(CheckedNode root, SettingsProblems problems)
    {
        string[] people = Names(root, "people");
        string[] teams = Names(root, "teams");
        foreach (CheckedNode team in root.Below("teams"))
        {
            Known(team.Children, people, "a team has people of this file", problems);
        }

        foreach (CheckedNode role in root.Below("roles"))
        {
            Known(role.Below("people"), people, "a role has people of this file", problems);
            Known(role.Below("teams"), teams, "a role has teams of this file", problems);
            if (role.Below("people").IsEmpty && role.Below("teams").IsEmpty)
            {
                problems.Add(role.KeyAt, role.Path, null, "nobody is in this role, so nobody could approve in it", "Write people or teams.");
            }
        }

        CheckOwners(root, people, problems);

        // Whether a rule could be met is not asked of roles whose people are misspelt.
        bool rolesAreGood = problems.Count == 0;
        Twice(root.Below("people").Concat(root.Below("bots")).Select(p => p["github"]).OfType<CheckedNode>(), "two people or bots have one GitHub id, and they would count twice", problems);
        foreach (CheckedNode bot in root.Below("bots").Select(b => b["github"]).OfType<CheckedNode>())
        {
            if (bot.Value is GitHubId id && Anybodys.TryGetValue(id.Value, out string? why))
            {
                problems.Add(bot.At, bot.Path, id.Value, why, "Take it out; a GitHub App of your own has a number of its own.");
            }
        }

        Twice(root.Below("people").SelectMany(p => p.Below("emails")), "two people have one address, so it is not known whose change it is", problems);
        Twice(root.Below("people").SelectMany(p => p.Below("keys")).Select(k => k["publicKey"]).OfType<CheckedNode>(), "a key is listed twice, so it is not known who signed", problems);
        foreach (CheckedNode key in root.Below("people").SelectMany(p => p.Below("keys")))
        {
            CheckKey(key, problems);
        }

        foreach (CheckedNode rule in root.Below("rules"))
        {
            CheckRule(rule, root, rolesAreGood, problems);
        }

        CheckHours(root["businessHours"], problems);
    }

    // One alone could never do what two must.
    private static void CheckOwners(CheckedNode root, string[] people, SettingsProblems problems)
    {
        Known(root.Below("owners"), people, "an owner is one of the people of this file", problems);
        if (root["owners"] is { Children.Length: 1 } owners)
        {
            problems.Add(owners.KeyAt, owners.Path, $"{owners.Children[0].Value}", "two owners approve together, and this is one alone", "Write a second one, or take owners out.");
        }
    }

    /// <summary>A key is a point of the curve, and is trusted for some time.</summary>
    public static void CheckKey(CheckedNode key, SettingsProblems problems)
    {
        if (key["from"] is { Value: UtcTime from } && key["until"] is { Value: UtcTime until } node)
        {
            if (string.CompareOrdinal(until.Value, from.Value) <= 0)
            {
                problems.Add(node.At, node.Path, until.Value, $"a key ends after it begins, and this one begins {from}", "Write a later time.");
            }
            else if (Moment(from).AddYears(MostYears) < Moment(until))
            {
                problems.Add(
                    node.At, node.Path, until.Value, $"a key that signs is trusted for at most {MostYears} years, and this one begins {from}", "Write an earlier time, and list the next key before that one ends.");
            }
        }

        if (key["publicKey"] is { Value: PublicKey text } given)
        {
            try
            {
                using ECDsa read = ECDsa.Create();
                read.ImportFromPem(text.Pem);
            }
            catch (Exception noKey) when (noKey is ArgumentException or CryptographicException)
            {
                problems.Add(given.At, given.Path, null, "this is no public key of P-256", "Print it with `openssl ec -in KEY -pubout` and write its Base64 in one line.");
            }
        }
    }

    private static DateTimeOffset Moment(UtcTime time) => DateTimeOffset.Parse(time.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static void CheckRule(CheckedNode rule, CheckedNode root, bool rolesAreGood, SettingsProblems problems)
    {
        string[] roles = Names(root, "roles");
        Known(rule.Below("tags"), Names(root, "tags"), "a rule has tags of this file", problems);
        Known(rule.Below("needs"), roles, "a rule needs roles of this file", problems, keys: true);
        ImmutableArray<string?> slots =
        [
            .. rule.Below("needs").Where(n => n.Value is int).SelectMany(n => Enumerable.Repeat<string?>(n.Name, (int)n.Value!)),
            .. Enumerable.Repeat<string?>(null, rule.Number("extra") ?? 0),
        ];
        if (slots.IsEmpty)
        {
            problems.Add(rule.KeyAt, rule.Path, null, "this rule needs nobody, so it holds nothing back", "Write needs or extra, or take the rule out.");
            return;
        }

        if (!rolesAreGood || rule.Below("needs").Any(n => !roles.Contains(n.Name, StringComparer.Ordinal)))
        {
            return;
        }

        ImmutableArray<ApprovalVoter> everybody =
        [
            .. Names(root, "people").Order(StringComparer.Ordinal).Select(p => new ApprovalVoter(p, [.. root.Below("roles").Where(r => ApprovalDeclaration.PeopleOf(r, root).Contains(p, StringComparer.Ordinal)).Select(r => r.Name)])),
        ];
        ImmutableArray<string?> filled = ApprovalMatching.Fill(slots, everybody);
        if (filled.Contains(null))
        {
            problems.Add(
                rule.KeyAt, rule.Path, null, $"this rule needs {slots.Length} different people, and even if everybody approved only {filled.Count(f => f is not null)} of its places would be filled",
                "Put more people into its roles, or ask for fewer.");
        }
    }

    private static void CheckHours(CheckedNode? hours, SettingsProblems problems)
    {
        if (hours?["zone"] is { Value: string zone } node && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
        {
            problems.Add(node.At, node.Path, zone, "there is no such time zone in the IANA database", "Write a name such as Asia/Kolkata.");
        }

        if (hours?["from"] is { Value: string from } && hours["until"] is { Value: string until } end && string.CompareOrdinal(until, from) <= 0)
        {
            problems.Add(end.At, end.Path, until, $"business hours end on the day on which they begin, after {from}", "Write a later time of day.");
        }
    }

    private static void Twice(IEnumerable<CheckedNode> nodes, string rule, SettingsProblems problems)
    {
        foreach (CheckedNode second in nodes.Where(n => n.Value is not null).GroupBy(n => $"{n.Value}", StringComparer.OrdinalIgnoreCase).SelectMany(g => g.Skip(1)))
        {
            problems.Add(second.At, second.Path, $"{second.Value}", rule, "Delete one.");
        }
    }

    private static void Known(IEnumerable<CheckedNode> nodes, string[] known, string rule, SettingsProblems problems, bool keys = false)
    {
        foreach (CheckedNode node in nodes)
        {
            if ((keys ? node.Name : node.Value as string) is { } value && !known.Contains(value, StringComparer.Ordinal))
            {
                string mend = Spelling.Nearest(value, known) is { } near ? $"Did you mean {near}?" : $"There are: {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
                problems.Add(keys ? node.KeyAt : node.At, node.Path, value, rule, mend);
            }
        }
    }

    private static string[] Names(CheckedNode root, string name) => [.. root.Below(name).Select(c => c.Name)];
}
