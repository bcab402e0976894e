using System.CommandLine;
using System.Globalization;
using Infra.Model.Masking;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra cloud delete ENV ID</c>: deletes a resource in the pretended cloud.</summary>
internal static class CloudDelete
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Argument<string> id = new("ID") { Description = "The id of the resource, as `infra cloud show ENV` lists it." };
        Command command = new("delete", "Delete a resource in the emulator.") { environment, id };
        command.SetAction(parsed =>
        {
            string target = parsed.GetRequiredValue(id);
            int parts = StackBackends.Here(host).Cloud(parsed.GetRequiredValue(environment)).Delete(target);
            string with = parts == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", and with it {parts} of its parts, as Google does");
            host.Error.Write($"Deleted {Printable.Text(target)} in the emulator{with}.\n");
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
