using System.Collections.Immutable;
using System.Globalization;
using Infra.Company.Countries;
using Infra.Delivery.Approvals;
using Infra.Delivery.Calendars;
using Infra.Model.Actions;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;
using Infra.Policy.Compliance;
using Infra.Settings.Foundations;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Diagnosing;

/// <summary>What is missing before a company's platform is real: the steps of docs/setup.md that are not done, in their order, each with what to do.</summary>
/// <param name="repository">The repository.</param>
public sealed class Readiness(Repository repository)
{
    private const int MostPlaces = 4;

    /// <summary>The steps that are not done; none where everything is.</summary>
    public ImmutableArray<CheckFinding> Missing() =>
        [.. Steps().Select((s, i) => new CheckFinding(string.Create(CultureInfo.InvariantCulture, $"to do {i + 1}"), CheckVerdict.Note, s))];

    private IEnumerable<string> Steps() =>
        Values().Concat(Try(Country)).Concat(Try(GitHub)).Concat(Try(Keys)).Concat(Digests()).Concat(Try(Foundations)).Concat(Try(Releases));

    private IEnumerable<string> Values() =>
        ExampleValues.Of(repository).GroupBy(v => v.Kind, v => v.Place, StringComparer.Ordinal).Select(g => $"write your own: {g.Key}: {Places([.. g])}");

    private IEnumerable<string> Country()
    {
        if (repository.Company()?.Country is not { } country)
        {
            yield break;
        }

        // Whoever wrote freezes of their own has a calendar.
        string[] own = [.. repository.ReadCalendar().Settings.Freezes.Select(f => f.Name.Value).Except(CountryCalendar.Of(country).Freezes.Select(f => f.Name), StringComparer.Ordinal)];
        if (!CountryCalendar.Known.Contains(country.Value, StringComparer.Ordinal) && own.Length == 0)
        {
            yield return $"write the holidays of {country} and the sales of the company into {CalendarSettings.Path}: no calendar of {country} is known here, so only the end of the year is frozen";
        }

        if (!BindingFrameworks.IsKnown(country))
        {
            yield return $"have those agree who answer for compliance: the laws and the regulator of {country} are not among the rules of `infra policy list`; `infra compliance report` asks for what holds in every country alone";
        }
    }

    private IEnumerable<string> GitHub()
    {
        if (!GitHubOptions.Settings(repository).Variables.ContainsKey("INFRA_GITHUB_APP_ID"))
        {
            yield return "make the GitHub App of the jobs, and write its App ID as INFRA_GITHUB_APP_ID into stacks/delivery/github.yaml (variables) and its bot into stacks/delivery/approvals.yaml (bots): docs/setup.md, step 1";
        }
    }

    private IEnumerable<string> Keys()
    {
        string[] without = [.. repository.Approvals().People.Where(p => p.Keys.IsEmpty).Select(p => p.Name)];
        if (without.Length > 0)
        {
            yield return $"list the keys of those who approve at their own machine: `infra approvals key` shows what to write below {string.Join(", ", without)} in stacks/delivery/approvals.yaml. Whoever approves on GitHub alone needs none";
        }

        if (repository.Gates().Keys.IsEmpty)
        {
            yield return "make the keys of the jobs and list them in stacks/delivery/gates.yaml (keys): docs/gates.md#where-keys-are";
        }
    }

    private IEnumerable<string> Digests()
    {
        string listed = repository.Has(ToolTable.DigestFile) ? repository.ReadText(ToolTable.DigestFile) : "";
        string[] missing = [.. ToolTable.All.Select(t => t.File).Where(n => !listed.Split('\n').Any(l => !l.StartsWith('#') && l.EndsWith($"  {n}", StringComparison.Ordinal)))];
        if (missing.Length > 0)
        {
            yield return $"write the digests of what jobs download into {ToolTable.DigestFile}; each job stops before it signs in without: {string.Join(", ", missing)}";
        }
    }

    private IEnumerable<string> Foundations()
    {
        (string Name, Foundation? Foundation)[] all = [.. repository.Environments().Select(e => (e, repository.Foundation(repository.Settings(e))))];
        string[] unreal = [.. all.Where(f => f.Foundation is null or { IsDryRun: true }).Select(f => Foundation.PathOf(Infra.Model.Values.StackName.Of(f.Name)))];
        if (unreal.Length > 0)
        {
            yield return $"run `infra bootstrap --backend pulumi` from a laptop, then `infra workflows` and `infra render`, and commit: {string.Join(", ", unreal)} {(unreal.Length == 1 ? "is" : "are")} made up or missing";
            yield return "run `infra github sync` as an administrator of the repository, set the secrets that it names, and once more with --check";
        }
    }

    private IEnumerable<string> Releases()
    {
        string[] none = [.. repository.InOrder().Where(e => ReleaseFile.Parse($"stacks/{e}/release.yaml", repository.ReadText($"stacks/{e}/release.yaml"), Tier.Development).Release is { Platform.IsNone: true })];
        if (none.Length > 0)
        {
            string[] before = [.. repository.InOrder().Except(none, StringComparer.Ordinal)];
            yield return $"give {string.Join(" and then ", none)} a release once {(before.Length > 0 ? before[^1] : "the environment before")} is applied: `infra promote {(before.Length > 0 ? before[^1] : "ENV")} {none[0]}`";
        }
    }

    // What cannot be read is said of its stack already.
    private static IEnumerable<string> Try(Func<IEnumerable<string>> steps)
    {
        try
        {
            return [.. steps()];
        }
        catch (InfraException)
        {
            return [];
        }
    }

    private static string Places(ImmutableArray<string> places)
    {
        string[] grouped = [.. places.GroupBy(p => p[..p.LastIndexOf(':')], StringComparer.Ordinal).Select(g => $"{g.Key} ({(g.Count() == 1 ? "line" : "lines")} {string.Join(", ", g.Take(MostPlaces).Select(p => p[(p.LastIndexOf(':') + 1)..]))}{(g.Count() > MostPlaces ? string.Create(CultureInfo.InvariantCulture, $" and {g.Count() - MostPlaces} more") : "")})")];
        return string.Join("; ", grouped);
    }
}
