using System.Collections.Immutable;
using System.Globalization;
using Infra.Delivery.Calendars;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Risk;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Delivery.Approvals;

/// <summary>The one declaration behind the reader, the schema and the table of approvals.yaml.</summary>
internal static class ApprovalDeclaration
{
    private static readonly TextKind Name = ApprovalTexts.Kind(ApprovalTexts.Name);
    private static readonly TextKind Pattern = ApprovalTexts.Kind(ApprovalTexts.Pattern);
    private static readonly ImmutableArray<string> Weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>What a trusted public key is.</summary>
    public static ObjectKind Key { get; } = new(
        new Setting("publicKey", TextKind.Of<PublicKey>(), "The key."),
        new Setting("from", TextKind.Of<UtcTime>(), "The first moment at which it is trusted."),
        new Setting("until", TextKind.Of<UtcTime>(), "The first moment at which it is not trusted any more."));

    /// <summary>What may stand in the file.</summary>
    public static ObjectKind Top { get; } = new(
        new Setting("people", new MapKind(Name, Person(), 1, 500), "Everybody who changes or approves something; who is not listed is a stranger, whose change needs one approval more."),
        new Setting("bots", new MapKind(Name, new ObjectKind(new Setting("github", TextKind.Of<GitHubId>(), "The number of its account at GitHub (https://api.github.com/users/NAME%5Bbot%5D shows it as id).")), 0, 50), "Programs that open pull requests and push, such as the company's own GitHub App; they are no strangers and approve nothing.") { Optional = true },
        new Setting("teams", new MapKind(Name, new ListKind(Name, 1, 500), 0, 100), "Teams of these people.") { Optional = true },
        new Setting("roles", new MapKind(Name, Role(), 1, 50), "The roles that approvals are given in."),
        new Setting("owners", new ListKind(Name, 0, 20), "Two or more of these people, who together can approve a change of the rules where nobody of the role `rules` can: by comments below an issue, after 72 hours.") { Optional = true },
        new Setting("tags", new MapKind(Name, Tag(), 0, 50), "What changes are about, found by edited files and changed resources.") { Optional = true },
        new Setting("businessHours", Hours(), "When approvals that ask for business hours may be given."),
        new Setting("lifetimeHours", new NumberKind(1, 168, "hours"), "How long an approval counts.") { Default = "24" },
        new Setting("reviewHours", new NumberKind(1, 168, "hours"), "How soon an emergency, or an override of windows and freezes, must be reviewed afterwards.") { Default = "24" },
        new Setting("rules", new MapKind(Name, Rule(), 1, 100), "Which approvals a change needs; every rule that fits counts."));

    /// <summary>The settings of a checked tree without problems.</summary>
    public static ApprovalSettings Bind(CheckedNode root) => new()
    {
        People = root.Each("people", n => new ApprovalPerson(n.Name, n.Get<GitHubId>("github").Value, n.List<string>("emails"), n.Each("keys", k => BindKey(k, $"{n.Name}/{k.Name}")))),
        Bots = root.Each("bots", b => b.Get<GitHubId>("github").Value),
        Teams = root.Each("teams", n => new ApprovalTeam(n.Name, [.. n.Children.Select(c => c.Value).OfType<string>().Order(StringComparer.Ordinal)])),
        Roles = root.Each("roles", n => new ApprovalRole(n.Name, PeopleOf(n, root))),
        Owners = [.. root.List<string>("owners").Order(StringComparer.Ordinal)],
        Tags = root.Each("tags", n => new ApprovalTag(n.Name, n.List<string>("paths"), n.List<string>("resources"))),
        Rules = root.Each("rules", BindRule),
        BusinessHours = new BusinessHours(
            root["businessHours"]!.Get<string>("zone"), Time(root["businessHours"]!, "from"), Time(root["businessHours"]!, "until"),
            [.. root["businessHours"]!.List<string>("days").Select(d => Enum.Parse<DayOfWeek>(d, ignoreCase: true)).Order()]),
        Lifetime = TimeSpan.FromHours(root.Get<int>("lifetimeHours")),
        ReviewWithin = TimeSpan.FromHours(root.Get<int>("reviewHours")),
    };

    /// <summary>A trusted key.</summary>
    public static VerifyingKey BindKey(CheckedNode node, string name) => new(name, node.Get<PublicKey>("publicKey").Pem, Moment(node, "from"), Moment(node, "until"));

    /// <summary>Everybody in a role: its people and those of its teams.</summary>
    public static ImmutableArray<string> PeopleOf(CheckedNode role, CheckedNode root) =>
    [
        .. Texts(role, "people").Concat(Texts(role, "teams").SelectMany(t => root["teams"] is { } teams ? Texts(teams, t) : [])).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>The good texts of a list.</summary>
    public static IEnumerable<string> Texts(CheckedNode node, string name) => node.Below(name).Select(c => c.Value).OfType<string>();

    private static ApprovalRule BindRule(CheckedNode node) => new()
    {
        Name = node.Name,
        Environments = [.. node.List<StackName>("environments").Select(s => s.Value)],
        Paths = node.List<string>("paths"),
        Tags = node.List<string>("tags"),
        Risk = node.Maybe<string>("risk") is { } risk ? Enum.Parse<RiskLevel>(risk, ignoreCase: true) : null,
        Freeze = node.Maybe<string>("freeze") is { } freeze ? Enum.Parse<FreezeLevel>(freeze, ignoreCase: true) : null,
        Emergency = node.Get<bool>("emergency"),
        BusinessHours = node.Get<bool>("businessHours"),
        Needs = node.Each("needs", n => new ApprovalNeed(n.Name, (int)n.Value!)),
        Extra = node.Get<int>("extra"),
    };

    private static ObjectKind Person() => new(
        new Setting("github", TextKind.Of<GitHubId>(), "Their number at GitHub (https://api.github.com/users/LOGIN shows it as id)."),
        new Setting("emails", new ListKind(ApprovalTexts.Kind(ApprovalTexts.Email), 0, 10), "The addresses that their commits carry; nobody approves their own change.") { Optional = true },
        new Setting("keys", new MapKind(Name, Key, 0, 5), "The keys of their signed records; a new one is added before the old one ends.") { Optional = true });

    private static ObjectKind Role() => new(
        new Setting("people", new ListKind(Name, 0, 500), "People in it.") { Optional = true },
        new Setting("teams", new ListKind(Name, 0, 100), "Teams in it.") { Optional = true });

    private static ObjectKind Tag() => new(
        new Setting("paths", new ListKind(Pattern, 0, 100), "Patterns of edited files.") { Optional = true },
        new Setting("resources", new ListKind(Pattern, 0, 100), "Patterns of the names of changed resources.") { Optional = true });

    private static ObjectKind Hours() => new(
        new Setting("zone", ApprovalTexts.Kind(ApprovalTexts.Zone), "The time zone."),
        new Setting("from", ApprovalTexts.Kind(ApprovalTexts.Time), "The first minute of a day."),
        new Setting("until", ApprovalTexts.Kind(ApprovalTexts.Time), "The first minute that does not count any more."),
        new Setting("days", new ListKind(new ChoiceKind(Weekdays), 1, 7), "The weekdays."));

    private static ObjectKind Rule() => new(
        new Setting("environments", new ListKind(TextKind.Of<StackName>(), 0, 20), "The environments that it holds for; none means all.") { Optional = true },
        new Setting("paths", new ListKind(Pattern, 0, 100), "Patterns of edited files, one of which must fit; none means any.") { Optional = true },
        new Setting("tags", new ListKind(Name, 0, 50), "Tags, one of which the change must have; none means any.") { Optional = true },
        new Setting("risk", new ChoiceKind("medium", "high", "critical"), "The least risk that it holds for.") { Optional = true },
        new Setting("freeze", new ChoiceKind("low", "medium", "high", "extreme", "full"), "The least level of a freeze of calendar.yaml that holds for the change.") { Optional = true },
        new Setting("emergency", new FlagKind(), "Whether it is for emergencies, which are evaluated by such rules alone.") { Default = "false" },
        new Setting("businessHours", new FlagKind(), "Whether approvals count only when given in business hours.") { Default = "false" },
        new Setting("needs", new MapKind(Name, new NumberKind(1, 50, "people"), 0, 20), "How many people of which role.") { Optional = true },
        new Setting("extra", new NumberKind(0, 20, "people"), "How many people more, of whichever role.") { Default = "0" });

    private static TimeOnly Time(CheckedNode node, string name) => TimeOnly.ParseExact(node.Get<string>(name), "HH:mm", CultureInfo.InvariantCulture);

    private static DateTimeOffset Moment(CheckedNode node, string name) => DateTimeOffset.Parse(node.Get<UtcTime>(name).Value, CultureInfo.InvariantCulture);
}
