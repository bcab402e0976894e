using System.CommandLine;
using Infra.Engine;
using Infra.Machine.Files;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra state import ENV FILE</c>: puts an exported state in the place of the present one.</summary>
internal static class StateImport
{
    // Larger than any state this program writes; a bound against reading something else.
    private const int Limit = 1 << 30;

    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Argument<string> file = new("FILE") { Description = "A file that `infra state export` wrote." };
        Option<bool> force = new("--force") { Description = "Import it even when it is older or has another lineage." };
        Option<bool> yes = Parameters.Yes();
        Command command = new("import", "Replace the present state with an exported one, which is checked as a whole first.") { environment, file, force, yes };
        command.SetAction(async (parsed, cancellation) =>
        {
            string stack = parsed.GetRequiredValue(environment);
            byte[] content = Read(host, parsed.GetRequiredValue(file));
            Question.RefuseWhenNobodyAnswers(host, parsed.GetValue(yes), $"Import the state of {stack}");
            Question.Confirm(host, parsed.GetValue(yes), $"Import the state of {stack}");
            Repository repository = Repository.Find(host);
            LocalBackend backend = new StackBackends(host, repository).Local(stack);
            AuditTrail trail = new(await Acting.QuietlyAsync(host, repository, backend.Name, cancellation), repository, backend.Name);
            await trail.DoAsync(trail.Entry("state-import", stack, backend.Name), () => ImportAsync(backend, content, parsed.GetValue(force), cancellation), cancellation);
            host.Error.Write($"The state of {stack} is the imported one.\n");
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static async Task<(bool, string)> ImportAsync(LocalBackend backend, byte[] content, bool force, CancellationToken cancellation)
    {
        await backend.ImportStateAsync(content, force, cancellation);
        return (true, "succeeded");
    }

    private static byte[] Read(Host host, string file)
    {
        try
        {
            return InputFile.Read(Path.GetFullPath(file, host.Folder), Limit, followsLinks: true);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InfraException(ErrorKind.Configuration, $"'{Printable.Text(file)}' cannot be read: {unreadable.Message} Give a file that `infra state export` wrote.", unreadable);
        }
    }
}
