using System.CommandLine;
using Infra.Model.Backends;
using Infra.Model.Plans;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra graph ENV</c>: the components of a plan and which needs which. Changes nothing.</summary>
internal static class GraphCommand
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string> kind = Parameters.Backend();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Mermaid, OutputFormat.Dot);
        Command command = new("graph", "Write the components of an environment and what each depends on as a graph. Plans, and changes nothing.") { environment, format, kind };
        command.SetAction(async (parsed, cancellation) =>
        {
            string stack = parsed.GetRequiredValue(environment);
            IBackend backend = StackBackends.Here(host).Of(stack, parsed.GetRequiredValue(kind));
            PlanOutput.Begin(host, stack, backend.Name);
            Plan plan = await backend.PreviewAsync(cancellation);
            BackendNotices.Write(host, backend);
            host.Out.Write(GraphOutput.Of(plan, parsed.GetValue(format)));
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
