using System.CommandLine;
using System.Text;
using Infra.Model.Masking;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra sbom</c>: what this very program is made of, for auditors and for scanners of known faults.</summary>
internal static class SbomCommand
{
    public static Command Build(Host host)
    {
        Option<string?> file = new("--out") { Description = "Write to this file and not to standard output.", HelpName = "FILE" };
        Command command = new("sbom", "List the packages that this program is made of, as CycloneDX.") { file };
        command.SetAction(parsed =>
        {
            string document = BillOfMaterials.Write(File.ReadAllBytes(Path.Combine(host.ProgramFolder, ProgramInfo.Closure)), PackageKind.Name);
            if (parsed.GetValue(file) is { } target)
            {
                OutputFile.Write(host, target, Encoding.UTF8.GetBytes(document));
                host.Error.Write($"The list of parts is written to {Printable.Text(target)}.\n");
            }
            else
            {
                host.Out.Write(document);
            }

            return (int)ExitCode.Ok;
        });
        return command;
    }
}
