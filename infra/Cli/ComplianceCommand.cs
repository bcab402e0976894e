using System.CommandLine;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Pipeline.Checking;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.Policy.Compliance;
using Infra.Policy.Reports;
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
        Industry[] industries = Enum.GetValues<Industry>();
        Option<Industry> industry = new("--industry")
        {
            Description = $"What the company does; decides which frameworks bind. One of {string.Join(", ", industries.Select(i => i.Title()))}.",
            HelpName = "NAME",
            DefaultValueFactory = _ => industries[0],
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
        Command report = new("report", "Score, violations, what to mend, and at 100 a certificate; exit with 5 when a critical requirement is violated.") { environment, industry, tags, format };
        report.SetAction(async (parsed, cancellation) =>
        {
            string name = parsed.GetRequiredValue(environment);
            Repository repository = Repository.Find(host);
            Plan plan = await new StackBackends(host, repository).Local(name).PreviewAsync(cancellation);
            PolicyReport policy = new PolicyCheck(host, repository).OfStack(name, plan);
            ComplianceReport compliance = ComplianceReport.Of(
                policy, parsed.GetValue(industry), parsed.GetValue(tags) ?? [], host.Clock.GetUtcNow(), plan.Digest, new Sealer(host, repository).Evidence(name, plan));
            ComplianceOutput.Write(host, compliance, parsed.GetValue(format));
            return (int)(compliance.IsBlocked ? ExitCode.Policy : ExitCode.Ok);
        });
        return report;
    }
}
