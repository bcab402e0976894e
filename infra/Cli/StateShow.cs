using System.Collections.Immutable;
using System.CommandLine;
using Infra.Model.Backends;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra state show ENV</c>: every recorded resource.</summary>
internal static class StateShow
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command command = new("show", "List every recorded resource.") { environment, format };
        command.SetAction(parsed =>
        {
            string stack = parsed.GetRequiredValue(environment);
            ImmutableArray<RecordedResource> resources = StackBackends.Here(host).Local(stack).Recorded();
            host.Out.Write(parsed.GetValue(format) == OutputFormat.Json ? StateOutput.Json(stack, resources) : StateOutput.Text(resources));
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
