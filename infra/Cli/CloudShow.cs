using System.CommandLine;
using Infra.Emulator;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra cloud show ENV</c>: what an environment made in the pretended cloud.</summary>
internal static class CloudShow
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Argument<string?> id = new("ID") { Description = "Show this resource with all its properties.", Arity = ArgumentArity.ZeroOrOne };
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command command = new("show", "List what an environment made in the emulator.") { environment, id, format };
        command.SetAction(parsed =>
        {
            string stack = parsed.GetRequiredValue(environment);
            List<CloudEntry> entries = [.. StackBackends.Here(host).Cloud(stack).Show().Where(e => parsed.GetValue(id) is not { } one || string.Equals(e.Id, one, StringComparison.Ordinal))];
            bool isJson = parsed.GetValue(format) == OutputFormat.Json || parsed.GetValue(id) is not null;
            host.Out.Write(isJson ? CloudOutput.Json(stack, entries) : CloudOutput.Text(entries));
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
