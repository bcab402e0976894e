using System.Collections.Immutable;
using System.CommandLine;
using Infra.Pipeline.Diagnosing;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra doctor [ENV]</c>: looks at what this program needs and says what to do about what is missing.</summary>
internal static class DoctorCommand
{
    public static Command Build(Host host)
    {
        Argument<string?> environment = new("ENV") { Description = "Look at this environment only.", Arity = ArgumentArity.ZeroOrOne };
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command command = new("doctor", "Check this machine, the repository and its environments.") { environment, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            ImmutableArray<CheckFinding> findings = await new Checkup(host).RunAsync(parsed.GetValue(environment), cancellation);
            host.Out.Write(parsed.GetValue(format) == OutputFormat.Json ? DoctorOutput.Json(findings) : DoctorOutput.Text(findings, Screen.OutColumns(host)));
            return (int)(findings.Any(f => f.Verdict == CheckVerdict.Problem) ? ExitCode.Error : ExitCode.Ok);
        });
        return command;
    }
}
