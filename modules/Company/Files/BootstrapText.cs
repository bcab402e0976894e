using Infra.Company.Answering;
using Infra.Model.Values;
using Infra.Settings.Companies;
using Infra.Settings.Stacks;

namespace Infra.Company.Files;

/// <summary>The settings of bootstrap, and what the company is.</summary>
internal static class BootstrapText
{
    private const string Path = "stacks/Pulumi.bootstrap.yaml";

    public static GeneratedFile Company(CompanyAnswers answers) => new(
        CompanyFile.Path,
        $"""
        {Lines.Schema(CompanyFile.Path, "company")}# What the company is; the frameworks that bind it follow from it.
        name: "{answers.Company.Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}"
        country: {answers.Country}
        industry: {answers.Industry}

        """);

    public static GeneratedFile Settings(CompanyAnswers answers) => new(
        Path,
        $"""
        {Lines.Schema(Path, "bootstrap")}# {answers.Company}, what must exist before any environment: projects, keys, state and identities. First by a person, then by bootstrap.yml.
        config:
          gcp:project: {answers.SeedProject}
          # In {answers.Currency} a month: keys, buckets and their requests.
          infra:seedBudget: {answers.SeedBudget}
          infra:prefix: {answers.Prefix}
          infra:organisation: "{answers.Organisation}"
          infra:billingAccount: {answers.BillingAccount}
          infra:currency: {answers.Currency}
          infra:folder: "{Folder(answers)}"
          infra:location: {Location(answers)}
          # An organisation policy refuses all other regions.
          infra:residency:
        {Lines.List(4, answers.Residency.Select(r => r.Value))}  infra:protect: true
          # Bootstrap locks the audit bucket for five years, and nobody can undo that. To try it out in the real cloud first, write infra:lockAudit: false.
          # They run bootstrap, and they alone can read the secrets in its state.
          infra:administrators: {answers.Administrators}
          infra:labels:
            owner: platform-team
            costCentre: platform
            dataClass: restricted
          infra:github:
            # Numbers and not names: whoever takes over a name that was given up would take over production.
            ownerId: "{answers.GitHub.OwnerId}"
            repositoryId: "{answers.GitHub.RepositoryId}"
          infra:environments:
        {Lines.All(answers.Environments, Environment)}
        """);

    // Google takes 30 letters and digits of those that have no accents.
    private static FolderName Folder(CompanyAnswers answers) =>
        FolderName.TryParse($"{answers.Company} platform", out FolderName? whole, out _) ? whole : FolderName.TryParse(answers.Company.Value, out FolderName? name, out _) ? name : FolderName.Of($"{answers.Prefix} platform");

    // Where production's hub is, or that of the last environment.
    private static string Location(CompanyAnswers answers) => (answers.Production.FirstOrDefault() ?? answers.Environments[^1]).Regions[0].Value;

    private static string Environment(EnvironmentAnswers environment) => $"""
            {environment.Stack}:
              project: {environment.Project}
              budget: {environment.Budget}

        """ + (environment.Tier == Tier.Development ? "      pullRequests: true\n" : "");
}
