using System.Collections.Immutable;
using System.CommandLine;
using Infra.Pipeline.Checking;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra check</c>: everything that a company's data must be, in one go.</summary>
internal static class CheckCommand
{
    public static Command Build(Host host)
    {
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command command = new("check", "Check everything below stacks/, gitops/ and .github/ in one go: settings, policy, calendar, rendered files, workflows. Exits with 2 for a mistake, 5 for a violated rule, 12 for stale files.") { format };
        command.SetAction(async (parsed, cancellation) =>
        {
            ImmutableArray<CompanyFinding> findings = await new CompanyCheck(host, Repository.Find(host)).RunAsync(cancellation);
            host.Out.Write(parsed.GetValue(format) == OutputFormat.Json ? CheckOutput.Json(findings) : CheckOutput.Text(findings, Screen.OutColumns(host)));
            return (int)(findings.Max(f => f.Verdict) switch
            {
                CompanyVerdict.Invalid => ExitCode.Configuration,
                CompanyVerdict.Violated => ExitCode.Policy,
                CompanyVerdict.Stale => ExitCode.ChangesFound,
                _ => ExitCode.Ok,
            });
        });
        return command;
    }
}
