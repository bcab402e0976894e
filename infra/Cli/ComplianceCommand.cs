using System.CommandLine;
using Infra.Model.Masking;
using Infra.Pipeline.Certifying;
using Infra.Pipeline.Workspace;
using Infra.Policy.Compliance;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra compliance report ENV</c>: how far an environment meets the frameworks that bind it.</summary>
internal static class ComplianceCommand
{
    public static Command Build(Host host) => new("compliance", "Say how far an environment meets RBI, PCI DSS and the other frameworks that bind it.") { Report(host) };

    private static Command Report(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json, OutputFormat.Html);
        Option<string> backend = Parameters.Backend("Whose plan is evaluated: local, a dry run that is no evidence, or pulumi, the real cloud.");
        Industry[] industries = Enum.GetValues<Industry>();
        Option<Industry?> industry = new("--industry")
        {
            Description = $"As if the company did this: {string.Join(", ", industries.Select(i => i.Title()))}. Without, what stacks/company.yaml says.",
            HelpName = "NAME",
            CustomParser = result => OptionRules.OneOf(result, industries, i => i.Title()),
        };
        Option<string[]> tags = new("--tag") { Description = $"What a service is, each with frameworks of its own: {string.Join(", ", BindingFrameworks.Tags)}.", HelpName = "TAG" };
        tags.Validators.Add(result =>
        {
            foreach (string tag in result.Tokens.Select(t => t.Value).Where(t => !BindingFrameworks.Tags.Contains(t, StringComparer.Ordinal)))
            {
                result.AddError($"--tag is '{Printable.Text(tag)}'; it is one of {string.Join(", ", BindingFrameworks.Tags)}.");
            }
        });
        Command report = new("report", "Score, violations, what to fix, and of a real plan at 100 a certificate; exit with 5 when a critical requirement is violated.") { environment, backend, industry, tags, format };
        report.SetAction(async (parsed, cancellation) =>
        {
            ComplianceReport compliance = await new ComplianceCheck(host, Repository.Find(host)).RunAsync(
                parsed.GetRequiredValue(environment), parsed.GetRequiredValue(backend), parsed.GetValue(industry), parsed.GetValue(tags) ?? [], cancellation);
            ComplianceOutput.Write(host, compliance, parsed.GetValue(format));
            return (int)(compliance.IsBlocked ? ExitCode.Policy : ExitCode.Ok);
        });
        return report;
    }
}
