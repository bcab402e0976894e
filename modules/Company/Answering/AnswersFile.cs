using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Company.Countries;
using Infra.Model.Values;
using Infra.Settings.Companies;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Company.Answering;

/// <summary>Reads the answers of <c>infra init --from FILE</c>.</summary>
public static partial class AnswersFile
{
    /// <summary>The most environments: more are added one at a time.</summary>
    public const int MostEnvironments = 5;

    private static readonly TextKind Email = new(
        "an e-mail address", EmailForm().ToString(), 6, 254, "anna@nordwind.example",
        text => EmailForm().IsMatch(text) ? (text, null) : (null, new Misfit("an e-mail address is a name, an @ and a domain, in lower case", "Write the address that the person's commits carry.")));

    private static readonly TextKind Zone = TextKind.Of<ZoneName>();

    private static readonly ObjectKind Top = new(
        new Setting("company", TextKind.Of<CompanyName>(), "The company's name, for people; the folder of its projects is called `NAME platform`, or `PREFIX platform` where Google would not take that."),
        new Setting("country", TextKind.Of<CountryCode>(), "Where it does business: decides zone, currency, calendar and the frameworks that bind it."),
        new Setting("industry", new ChoiceKind(CompanyFile.Industries), "What it does: decides the frameworks that bind it."),
        new Setting("zone", Zone, "The time zone of its days; without, that of the country.") { Optional = true },
        new Setting("prefix", TextKind.Of<NamePrefix>(), "The short name that begins the names of resources; with eight letters every region and environments of seven letters fit."),
        new Setting("domain", TextKind.Of<HostName>(), "Its domain: addresses of groups are NAME@DOMAIN, Argo CD is at argocd.ENV.DOMAIN."),
        new Setting("organisation", TextKind.Of<OrganisationId>(), "The organisation at Google: `gcloud organizations list`."),
        new Setting("billingAccount", TextKind.Of<BillingAccountId>(), "Who pays: `gcloud billing accounts list`."),
        new Setting("currency", TextKind.Of<CurrencyCode>(), "The currency of the billing account; without, that of the country.") { Optional = true },
        new Setting("seedProject", TextKind.Of<ProjectId>(), "The project of state, keys and identities; bootstrap makes it."),
        new Setting("seedBudget", new NumberKind(1, 2_000_000_000, "whole units of the currency a month"), "What the seed project may cost a month.") { Default = "500" },
        new Setting("administrators", TextKind.Of<GroupAddress>(), "The group whose people run bootstrap; without, platform-admins@DOMAIN.") { Optional = true },
        new Setting("signIn", TextKind.Of<HttpsUrl>(), "Where people sign in: an issuer of OpenID Connect."),
        new Setting("notifications", TextKind.Of<HttpsUrl>(), "Where failures of Argo CD are posted; without, https://notify.DOMAIN/argocd.") { Optional = true },
        new Setting("services", new ListKind(TextKind.Range(8, 32), 1, 50), "The addresses of the company's own services, such as the sign-in; while they are not known, a range for documents stands there and `infra doctor` says so.") { Optional = true },
        new Setting("addresses", TextKind.Range(8, 12), "The block that the addresses of all regions are taken from, a /13 each.") { Default = "10.0.0.0/8" },
        new Setting(
            "github",
            new ObjectKind(
                new Setting("repository", TextKind.Of<GitHubRepository>(), "This repository."),
                new Setting("ownerId", TextKind.Of<GitHubId>(), "The number of its owner: `gh api repos/OWNER/NAME --jq .owner.id`."),
                new Setting("repositoryId", TextKind.Of<GitHubId>(), "Its own number: `gh api repos/OWNER/NAME --jq .id`."),
                new Setting("applications", TextKind.Of<GitHubRepository>(), "The repository of the applications' manifests."),
                new Setting("app", TextKind.Of<GitHubId>(), "The App ID of the GitHub App that jobs sign in as.") { Optional = true },
                new Setting("bot", TextKind.Of<GitHubId>(), "The number of the account of that App's bot: `gh api 'users/NAME[bot]' --jq .id`.") { Optional = true },
                new Setting("readerApp", TextKind.Of<GitHubId>(), "The App ID of the GitHub App that Argo CD reads repositories as.") { Optional = true },
                new Setting("readerInstallation", TextKind.Of<GitHubId>(), "The number of its installation.") { Optional = true }),
            "Where the code is. Numbers beside names, because a name that is given up can be taken by somebody else."),
        new Setting(
            "environments",
            new MapKind(
                TextKind.Of<StackName>(),
                new ObjectKind(
                    new Setting("project", TextKind.Of<ProjectId>(), "Its project; bootstrap makes it. Six digits behind the name keep it free: project ids are of the whole world."),
                    new Setting("tier", new ChoiceKind("development", "staging", "production"), "What it is for."),
                    new Setting("regions", new ListKind(TextKind.Of<Region>(), 1, 8), "Its regions; Argo CD runs in the first."),
                    new Setting("backupRegion", TextKind.Of<Region>(), "Where backups lie, of an environment with one region; one with several keeps them in another of its own. Without: of production, in another region of the country or of the company; of development and staging, in the same region.") { Optional = true },
                    new Setting("budget", new NumberKind(1, 2_000_000_000, "whole units of the currency a month"), "What it may cost a month; an alert comes at 80 %.")),
                1,
                MostEnvironments),
            "The environments, in the order in which a release passes them."),
        new Setting(
            "people",
            new MapKind(
                TextKind.Of<KubernetesName>(),
                new ObjectKind(
                    new Setting("github", TextKind.Of<GitHubId>(), "Their number at GitHub: `gh api users/LOGIN --jq .id`."),
                    new Setting("email", Email, "The address that their commits carry."),
                    new Setting("roles", new ListKind(new ChoiceKind([.. RoleWords.Keys]), 1, 7), "What they do.")),
                1,
                200),
            "Who changes and approves."),
        new Setting("tenants", new MapKind(TextKind.Of<KubernetesName>(), new ListKind(TextKind.Of<KubernetesName>(), 1, 50), 1, 100), "Departments, each with its teams; without, one called apps with the team web.") { Optional = true });

    /// <summary>The form of the file.</summary>
    public static DataFormat Format { get; } = new("answers", "answers.yaml", "Answers for infra init", "`infra init --from FILE` reads them once.", Top);

    private static ImmutableSortedDictionary<string, CompanyRole> RoleWords =>
        Enum.GetValues<CompanyRole>().ToImmutableSortedDictionary(r => r.ToString().ToLowerInvariant(), r => r, StringComparer.Ordinal);

    /// <summary>Reads and checks answers. Never throws for what is in them.</summary>
    /// <param name="fileName">The name for messages.</param>
    /// <param name="yamlText">The text.</param>
    /// <returns>The answers, or every problem in the order of the file.</returns>
    public static SettingsResult<CompanyAnswers> Parse(string fileName, string yamlText)
    {
        ArgumentNullException.ThrowIfNull(yamlText);
        SettingsProblems problems = new(fileName);
        if (new YamlTree(problems).Read(yamlText) is not { } tree)
        {
            return new(null, problems.InOrder());
        }

        SecretSearch.Check(tree, problems);
        CheckedNode root = new SettingsCheck(problems).Check("", "", Top, tree);
        AnswersRules.Check(root, problems);
        return new(problems.Count == 0 ? Bind(root) : null, problems.InOrder());
    }

    private static CompanyAnswers Bind(CheckedNode root)
    {
        CountryCode code = root.Get<CountryCode>("country");
        Country? country = CountryTable.Find(code);
        HostName domain = root.Get<HostName>("domain");
        CheckedNode github = root["github"]!;
        return new CompanyAnswers
        {
            Company = root.Get<CompanyName>("company"),
            Country = code,
            Industry = root.Get<string>("industry"),
            Zone = root.Maybe<ZoneName>("zone")?.Value ?? country!.Zone,
            Prefix = root.Get<NamePrefix>("prefix"),
            Domain = domain,
            Organisation = root.Get<OrganisationId>("organisation"),
            BillingAccount = root.Get<BillingAccountId>("billingAccount"),
            Currency = root.Maybe<CurrencyCode>("currency") ?? country!.Currency,
            SeedProject = root.Get<ProjectId>("seedProject"),
            SeedBudget = root.Get<int>("seedBudget"),
            Administrators = root.Maybe<GroupAddress>("administrators") ?? GroupAddress.Of($"platform-admins@{domain}"),
            SignIn = root.Get<HttpsUrl>("signIn"),
            Notifications = root.Maybe<HttpsUrl>("notifications") ?? HttpsUrl.Of($"https://notify.{domain}/argocd"),
            Services = root.List<CidrBlock>("services"),
            Addresses = root.Get<CidrBlock>("addresses"),
            GitHub = new(github.Get<GitHubRepository>("repository"), github.Get<GitHubId>("ownerId"), github.Get<GitHubId>("repositoryId"), github.Get<GitHubRepository>("applications"))
            {
                App = github.Maybe<GitHubId>("app"),
                Bot = github.Maybe<GitHubId>("bot"),
                ReaderApp = github.Maybe<GitHubId>("readerApp"),
                ReaderInstallation = github.Maybe<GitHubId>("readerInstallation"),
            },
            Environments =
            [
                .. root.Below("environments").Select(e => new EnvironmentAnswers(
                    (StackName)e.Key!, e.Get<ProjectId>("project"), Enum.Parse<Tier>(e.Get<string>("tier"), ignoreCase: true), e.List<Region>("regions"), e.Get<int>("budget")) { Backup = e.Maybe<Region>("backupRegion") }),
            ],
            People = [.. root.Below("people").Select(p => new PersonAnswers((KubernetesName)p.Key!, p.Get<GitHubId>("github"), p.Get<string>("email"), [.. p.List<string>("roles").Select(r => RoleWords[r])]))],
            Tenants = root["tenants"] is null
                ? ImmutableSortedDictionary<string, ImmutableArray<KubernetesName>>.Empty.WithComparers(StringComparer.Ordinal).Add("apps", [KubernetesName.Of("web")])
                : root.Below("tenants").ToImmutableSortedDictionary(t => t.Name, t => (ImmutableArray<KubernetesName>)[.. t.Children.Select(c => (KubernetesName)c.Value!)], StringComparer.Ordinal),
        };
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._+-]*@[a-z0-9][a-z0-9.-]*[.][a-z]{2,}$", RegexOptions.CultureInvariant)]
    private static partial Regex EmailForm();
}
