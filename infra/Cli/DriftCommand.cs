using System.Collections.Immutable;
using System.CommandLine;
using Infra.Model.Backends;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra drift ENV</c>: what somebody changed behind the program's back. Never changes the state.</summary>
internal static class DriftCommand
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string> kind = Parameters.Backend();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json, OutputFormat.Markdown);
        Command command = new("drift", "Show what was changed outside this program; exits with 12 when something was.") { environment, format, kind };
        command.SetAction(async (parsed, cancellation) =>
        {
            string stack = parsed.GetRequiredValue(environment);
            IBackend backend = StackBackends.Here(host).Of(stack, parsed.GetRequiredValue(kind));
            ImmutableArray<ResourceDrift> drifts = await backend.DriftAsync(cancellation);
            BackendNotices.Write(host, backend);
            host.Out.Write(DriftOutput.Of(stack, drifts, parsed.GetValue(format), backend.Name != BackendNames.Local));
            return (int)(drifts.IsEmpty ? ExitCode.Ok : ExitCode.ChangesFound);
        });
        return command;
    }
}
