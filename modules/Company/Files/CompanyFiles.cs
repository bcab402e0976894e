using System.Collections.Immutable;
using Infra.Company.Answering;

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
            .. answers.Environments.Select(e => StackText.Of(answers, e, projectNumbers[e.Stack.Value], now)),
            .. answers.Environments.Select(CatalogText.Release),
            CatalogText.Apps(answers),
            CatalogText.Tenants(answers),
            CatalogText.AddOns(answers),
            .. CatalogText.Values(answers),
            ApprovalsText.Of(answers),
            DeliveryText.Gates(answers),
            DeliveryText.Calendar(answers),
            DeliveryText.GitHub(answers),
            DeliveryText.Tools(),
            OperationsText.ServiceLevels(answers),
            OperationsText.Waivers(answers, now),
        ];
    }
}
