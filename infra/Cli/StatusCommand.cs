using System.CommandLine;
using Infra.Model.Backends;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra status ENV</c>: what is known of an environment without running its program.</summary>
internal static class StatusCommand
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string> kind = Parameters.Backend();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command command = new("status", "Show what is recorded of an environment.") { environment, format, kind };
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            StackStatus status = await new StackBackends(host, repository).Of(parsed.GetRequiredValue(environment), parsed.GetRequiredValue(kind)).StatusAsync(cancellation);
            host.Out.Write(parsed.GetValue(format) == OutputFormat.Json ? StatusOutput.Json(status) : Screen.Broken(StatusOutput.Text(status), Screen.OutColumns(host), "  "));
            ReviewOutput.Write(host, await new Reviews(repository, new AuditTrail(host, repository, status.Backend)).OpenAsync(cancellation), status.Stack);
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
