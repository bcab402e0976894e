using System.CommandLine;
using Infra.Company.Answering;
using Infra.Model.Values;
using Infra.Pipeline.Growing;
using Infra.Pipeline.Workspace;
using Infra.Settings.Stacks;

namespace Infra.Cli;

/// <summary><c>infra add environment</c>.</summary>
internal static class AddEnvironment
{
    public static Command Build(Host host)
    {
        Tier[] tiers = Enum.GetValues<Tier>();
        Argument<StackName> name = ValueArguments.Argument<StackName>("NAME", "The environment.");
        Option<ProjectId?> project = ValueArguments.Option<ProjectId>("--project", "PROJECT", "Its project; bootstrap makes it.", isRequired: true);
        Option<Tier> tier = new("--tier") { Description = $"What it is for: {string.Join(", ", tiers.Select(Word))}.", HelpName = string.Join('|', tiers.Select(Word)), Required = true, CustomParser = r => OptionRules.OneOf(r, tiers, Word) };
        Option<Region[]> regions = ValueArguments.Options<Region>("--region", "REGION", "Its regions; Argo CD runs in the first.", isRequired: true);
        Option<int> budget = new("--budget") { Description = "What it may cost a month, in whole units of the company's currency.", HelpName = "AMOUNT", Required = true };
        Option<string?> like = new("--like") { Description = "The environment whose workloads it has too; without, the last of its tier, or of all.", HelpName = "ENV" };
        return GrowthRun.Of(host, "environment", "Add an environment.", [name, project, tier, regions, budget, like], (repository, parsed) => new EnvironmentChanges(host, repository).Add(
            new EnvironmentAnswers(parsed.GetRequiredValue(name), parsed.GetValue(project)!, parsed.GetValue(tier), [.. parsed.GetRequiredValue(regions)], parsed.GetValue(budget)), parsed.GetValue(like)));
    }

    private static string Word(Tier tier) => tier.ToString().ToLowerInvariant();
}
