using System.CommandLine;
using Infra.Model.Backends;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Observing;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra status ENV</c>: what is known of an environment without running its program, and with <c>--live</c> what its clusters say.</summary>
internal static class StatusCommand
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string> kind = Parameters.Backend();
        Option<bool> live = Parameters.Live();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command command = new("status", "Show what is recorded of an environment; with --live what runs.") { environment, live, format, kind };
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            StackStatus status = await new StackBackends(host, repository).Of(parsed.GetRequiredValue(environment), parsed.GetRequiredValue(kind)).StatusAsync(cancellation);
            ObservedEnvironment? found = parsed.GetValue(live) ? await new EnvironmentObserver(host, repository).ObserveAsync(status, cancellation) : null;
            host.Out.Write(parsed.GetValue(format) == OutputFormat.Json
                ? StatusOutput.Json(status, found)
                : Screen.Broken(StatusOutput.Text(status), Screen.OutColumns(host), "  ") + (found is null ? "" : LiveOutput.Text(found, Screen.OutColumns(host))));
            ReviewOutput.Write(host, await new Reviews(repository, new AuditTrail(host, repository, status.Backend)).OpenAsync(cancellation), status.Stack);
            return (int)(found is null ? ExitCode.Ok : LiveExit.Of(found));
        });
        return command;
    }
}
