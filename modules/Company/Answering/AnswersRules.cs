using System.Collections.Immutable;
using Infra.Company.Countries;
using Infra.Company.Addresses;
using Infra.Model.Machines;
using Infra.Model.Values;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;
using NodaTime;

namespace Infra.Company.Answering;

/// <summary>The rules between answers: what files made of them could not keep is said here, in the words of the answers.</summary>
internal static class AnswersRules
{
    // Whoever made a change does not approve it, and production needs two others.
    private const int LeastPeople = 3;

    public static void Check(CheckedNode root, SettingsProblems problems)
    {
        CheckCountry(root, problems);
        CheckProjects(root, problems);
        CheckNames(root, problems);
        CheckOrder(root, problems);
        CheckRegions(root, problems);
        CheckBackups(root, problems);
        CheckAddresses(root, problems);
        CheckPeople(root, problems);
        Twice(root.Below("people").Select(p => p["github"]), "two people have one number at GitHub", problems);
        Twice(root.Below("people").Select(p => p["email"]), "two people have one address", problems);
        Twice(root.Below("tenants").SelectMany(t => t.Children), "a team belongs to one tenant", problems);
        if (root["github"]?["repository"] is { Value: GitHubRepository one } && root["github"]?["applications"] is { Value: GitHubRepository other } at)
        {
            if (one == other)
            {
                problems.Add(at.At, at.Path, other.Value, "the applications' manifests have a repository of their own, so that a release names a commit of theirs", "Write another repository.");
            }
            else if (OwnerOf(one) != OwnerOf(other))
            {
                problems.Add(at.At, at.Path, other.Value, $"Argo CD signs in to the repositories of one owner, and this repository is of {OwnerOf(one)}", $"Write {OwnerOf(one)}/NAME.");
            }
        }
    }

    private static string OwnerOf(GitHubRepository repository) => repository.Value[..repository.Value.IndexOf('/', StringComparison.Ordinal)];

    private static void CheckCountry(CheckedNode root, SettingsProblems problems)
    {
        if (root["zone"] is { Value: ZoneName zone } node && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone.Value) is null)
        {
            problems.Add(node.At, node.Path, zone.Value, "there is no such time zone in the IANA database", "Write a name such as Europe/Berlin.");
        }

        if (root["country"] is not { Value: CountryCode code } country || CountryTable.Find(code) is not null)
        {
            return;
        }

        foreach (string missing in new[] { "zone", "currency" }.Where(n => root[n] is null))
        {
            problems.Add(country.At, missing, null, $"{code} is no country whose {missing} is known here", missing == "zone" ? "Write zone, the time zone of the company's days, such as Europe/Berlin." : "Write currency, that of the billing account, such as EUR.");
        }
    }

    private static void CheckProjects(CheckedNode root, SettingsProblems problems) =>
        Twice(root.Below("environments").Select(e => e["project"]).Prepend(root["seedProject"]), "no two environments share a project, and none is the seed's: the workload identities of a project are shared by all its clusters", problems);

    private static void CheckNames(CheckedNode root, SettingsProblems problems)
    {
        string[] folders = ["bootstrap", "catalog", "delivery", "operations", "rules", "schema"];
        foreach (CheckedNode environment in root.Below("environments").Where(e => folders.Contains(e.Name, StringComparer.Ordinal)))
        {
            problems.Add(environment.KeyAt, environment.Path, null, $"an environment is not called {string.Join(", ", folders[..^1])} or {folders[^1]}: these are names of the repository itself", "Choose another name.");
        }

        foreach (CheckedNode environment in root.Below("environments").Where(e => ReservedNames.IsReserved(e.Name)))
        {
            problems.Add(environment.KeyAt, environment.Path, null, ReservedNames.Rule, "Choose another name.");
        }

        if (root.Maybe<NamePrefix>("prefix") is not { } prefix)
        {
            return;
        }

        foreach (CheckedNode environment in root.Below("environments").Where(e => e.Key is StackName))
        {
            string[] names = [$"{prefix}-{environment.Name}-apply", $"{prefix}-{environment.Name}-argo-secrets", .. environment.Below("regions").Select(r => r.Value).OfType<Region>().Select(r => $"{prefix}-{environment.Name}-{r.Code}-nodes")];
            if (names.MaxBy(n => n.Length) is { } longest && longest.Length > AccountId.Rule.MaxLength)
            {
                problems.Add(
                    environment.KeyAt, environment.Path, null, $"an account would be called {longest} ({longest.Length} characters), and Google takes {AccountId.Rule.MaxLength}",
                    $"Shorten the name or the prefix by {longest.Length - AccountId.Rule.MaxLength}: a prefix of eight letters leaves eight for an environment.");
            }
        }
    }

    private static void CheckOrder(CheckedNode root, SettingsProblems problems)
    {
        string[] tiers = ["development", "staging", "production"];
        int highest = 0;
        foreach (CheckedNode environment in root.Below("environments"))
        {
            int tier = Array.IndexOf(tiers, environment["tier"]?.Value as string);
            if (tier >= 0 && tier < highest)
            {
                problems.Add(environment.KeyAt, environment.Path, null, $"a release passes environments in their order, and this one of {tiers[tier]} stands behind one of {tiers[highest]}", "Move it up.");
            }

            highest = Math.Max(highest, tier);
        }
    }

    private static void CheckRegions(CheckedNode root, SettingsProblems problems)
    {
        foreach (CheckedNode node in root.Below("environments").SelectMany(e => e.Below("regions").Append(e["backupRegion"])).OfType<CheckedNode>())
        {
            if (node.Value is Region region && GoogleCatalog.Known.Region(region.Value) is { } misfit)
            {
                problems.Add(node.At, node.Path, region.Value, misfit.Rule, misfit.Mend);
            }
        }
    }

    // BAK005: what is lost with its backups is lost.
    private static void CheckBackups(CheckedNode root, SettingsProblems problems)
    {
        Region[] all = [.. root.Below("environments").SelectMany(e => e.Below("regions")).Select(r => r.Value).OfType<Region>()];
        foreach (CheckedNode environment in root.Below("environments").Where(e => e["tier"]?.Value is "production" && e.Below("regions") is [{ Value: Region }]))
        {
            Region only = (Region)environment.Below("regions")[0].Value!;
            CheckedNode? backup = environment["backupRegion"];
            if (backup is null ? CompanyAnswers.Elsewhere(only, all) is null : backup.Value is Region same && same == only)
            {
                problems.Add((backup ?? environment).KeyAt, $"{environment.Path}.backupRegion", null, $"backups of production lie in another region than {only}, and neither the country nor the company has one", "Write the region; data will lie there, so have those agree who answer for residency.");
            }
        }
    }

    private static void CheckAddresses(CheckedNode root, SettingsProblems problems)
    {
        int regions = root.Below("environments").Sum(e => e.Below("regions").Length);
        if (root["addresses"] is { Value: CidrBlock block } node && AddressPlan.Count(block) < regions)
        {
            problems.Add(node.At, node.Path, $"{block}", $"it holds {AddressPlan.Count(block)} blocks of /{AddressPlan.Prefix}, and {regions} regions need one each", "Write a larger block.");
        }
    }

    private static void CheckPeople(CheckedNode root, SettingsProblems problems)
    {
        if (root["people"] is not { } people || root.Below("environments").All(e => e["tier"]?.Value is null or "development"))
        {
            return;
        }

        if (people.Children.Length < LeastPeople)
        {
            problems.Add(people.KeyAt, people.Path, null, $"what serves customers is approved by two people, and never by whoever made the change: that takes {LeastPeople}, and here {(people.Children.Length == 1 ? "is 1" : $"are {people.Children.Length}")}", "Write more people.");
        }

        foreach (string role in new[] { "platform", "security" }.Where(r => people.Children.Count(p => p.Below("roles").Any(x => x.Value as string == r)) == 0))
        {
            problems.Add(people.KeyAt, people.Path, null, $"somebody of the role {role} approves every change of production, and nobody has it", $"Give {role} to one or more.");
        }

        if (people.Children.Count(p => p.Below("roles").Any(x => x.Value as string == "owner")) is 1)
        {
            problems.Add(people.KeyAt, people.Path, null, "two owners decide together, and here is one", "Give owner to a second person, or to nobody: the first two people are it then.");
        }

        if (people.Children.Length >= LeastPeople && Distinct(people.Children, "platform", "security") is false)
        {
            problems.Add(people.KeyAt, people.Path, null, "platform and security approve a change together as two people, and one person alone has both", "Give one of them to somebody else.");
        }
    }

    private static bool? Distinct(ImmutableArray<CheckedNode> people, string one, string other)
    {
        string[] Of(string role) => [.. people.Where(p => p.Below("roles").Any(x => x.Value as string == role)).Select(p => p.Name)];
        (string[] first, string[] second) = (Of(one), Of(other));
        return first.Length == 0 || second.Length == 0 ? null : first.Any(f => second.Any(s => s != f));
    }

    private static void Twice(IEnumerable<CheckedNode?> nodes, string rule, SettingsProblems problems)
    {
        foreach (CheckedNode second in nodes.OfType<CheckedNode>().Where(n => n.Value is not null).GroupBy(n => $"{n.Value}", StringComparer.OrdinalIgnoreCase).SelectMany(g => g.Skip(1)))
        {
            problems.Add(second.At, second.Path, $"{second.Value}", rule, "Write another one.");
        }
    }
}
