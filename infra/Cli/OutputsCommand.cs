using System.CommandLine;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra outputs ENV</c>: the outputs that the last update of an environment left.</summary>
internal static class OutputsCommand
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string> kind = Parameters.Backend();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command command = new("outputs", "Show the outputs of an environment, such as clusters and their endpoints, as the last update left them. Secrets are masked.") { environment, format, kind };
        command.SetAction(async (parsed, cancellation) =>
        {
            string stack = parsed.GetRequiredValue(environment);
            StackStatus status = await StackBackends.Here(host).Of(stack, parsed.GetRequiredValue(kind)).StatusAsync(cancellation);
            if (!status.Exists)
            {
                throw new InfraException(ErrorKind.StackNotFound, $"{stack} has no outputs yet: nothing was applied on the {status.Backend} backend. `infra up {stack}` does.");
            }

            host.Out.Write(parsed.GetValue(format) == OutputFormat.Json ? StackOutputs.Json(status) : StackOutputs.Text(status));
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
