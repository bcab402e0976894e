using System.Collections.Immutable;
using Infra.Company.Addresses;
using Infra.Company.Answering;
using Infra.Model.Values;

namespace Infra.Company.Files;

/// <summary>The files below <c>stacks/</c> that answers make. Pure: the same answers and the same day make the same bytes.</summary>
public static class CompanyFiles
{
    /// <summary>What bootstrap reads, which is known before anything else.</summary>
    /// <param name="answers">The answers.</param>
    public static ImmutableArray<GeneratedFile> Bootstrap(CompanyAnswers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return [BootstrapText.Company(answers), BootstrapText.Settings(answers)];
    }

    /// <summary>Everything else that people own from then on.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="projectNumbers">The number of each environment's project.</param>
    /// <param name="now">The present, for dates that must lie ahead.</param>
    public static ImmutableArray<GeneratedFile> Environments(CompanyAnswers answers, ImmutableDictionary<string, string> projectNumbers, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(projectNumbers);
        return
        [
            .. answers.Environments.SelectMany(e => Environment(answers, e, [.. e.Regions.Select(r => AddressPlan.Region(answers.Addresses, Place(answers, e, r)))], projectNumbers[e.Stack.Value], now)),
            CatalogText.Apps(answers),
            CatalogText.Tenants(answers),
            CatalogText.AddOns(answers),
            .. CatalogText.Values(null),
            ApprovalsText.Of(answers),
            DeliveryText.Gates(answers),
            DeliveryText.Calendar(answers),
            DeliveryText.GitHub(answers),
            DeliveryText.Tools(),
            OperationsText.ServiceLevels(answers),
            OperationsText.Waivers(answers, now),
        ];
    }

    /// <summary>The files of one environment alone.</summary>
    /// <param name="answers">The answers; the environment is one of theirs.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="blocks">The addresses of each of its regions, in their order.</param>
    /// <param name="projectNumber">The number of its project.</param>
    /// <param name="now">The present.</param>
    public static ImmutableArray<GeneratedFile> Environment(CompanyAnswers answers, EnvironmentAnswers environment, ImmutableArray<CidrBlock> blocks, string projectNumber, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(environment);
        return [StackText.Of(answers, environment, blocks, projectNumber, now), CatalogText.Release(environment), .. CatalogText.Values(environment)];
    }

    /// <summary>Who is owner: as answered, or the first two people, whoever is CTO before others.</summary>
    public static IEnumerable<string> Owners(CompanyAnswers answers) => ApprovalsText.Owners(answers);

    /// <summary>What gates.yaml says of an environment, an entry below <c>environments</c>.</summary>
    public static string Gates(CompanyAnswers answers, EnvironmentAnswers environment) => DeliveryText.Gates(answers, environment);

    /// <summary>What service-levels.yaml says of an environment, an entry below <c>environments</c>; empty where nobody is served.</summary>
    public static string Promise(EnvironmentAnswers environment) => OperationsText.Promise(environment);

    // The place of a region among all of the company, so that no two overlap.
    private static int Place(CompanyAnswers answers, EnvironmentAnswers environment, Region region) =>
        answers.Environments.TakeWhile(e => e != environment).Sum(e => e.Regions.Length) + environment.Regions.IndexOf(region);
}
