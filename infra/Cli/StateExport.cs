using System.CommandLine;
using System.Text;
using Infra.Model.Masking;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra state export ENV</c>: the state as it is.</summary>
internal static class StateExport
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string?> file = new("--out") { Description = "Write to this file (mode 0600) and not to standard output.", HelpName = "FILE" };
        Command command = new("export", "Write the state as it is. It holds no plain secrets, but treat it as confidential.") { environment, file };
        command.SetAction(parsed =>
        {
            byte[] content = StackBackends.Here(host).Local(parsed.GetRequiredValue(environment)).ExportState();
            if (parsed.GetValue(file) is { } target)
            {
                OutputFile.Write(host, target, content);
                host.Error.Write($"State written to {Printable.Text(target)}.\n");
            }
            else
            {
                host.Out.Write(Encoding.UTF8.GetString(content));
            }

            return (int)ExitCode.Ok;
        });
        return command;
    }
}
