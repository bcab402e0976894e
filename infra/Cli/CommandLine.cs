using System.CommandLine;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary>Runs a command, and turns every ending into a message and an exit status.</summary>
internal static class CommandLine
{
    // An argument @FILE is that text. The library would put the lines of the file in its place, and what a person types in a form on GitHub could be the
    // name of a file with a credential.
    private static readonly ParserConfiguration Literally = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs one command.</summary>
    public static async Task<int> RunAsync(string[] args, Host host, CancellationToken cancellation)
    {
        host = StartedAs.On(host);
        try
        {
            ParseResult parsed = CommandTree.Root(host).Parse(args, Literally);
            if (parsed.Errors.Count > 0)
            {
                Usage.Write(parsed, host);
                return (int)ExitCode.Configuration;
            }

            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = host.Out, Error = host.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                cancellation);
        }
        catch (InfraException mistake)
        {
            ErrorOutput.Write(host, mistake.Message);
            return (int)ExitCodes.Of(mistake.Kind);
        }
        catch (OperationCanceledException)
        {
            ErrorOutput.Write(host, "Cancelled; the command did not come to its end.");
            return (int)ExitCode.Cancelled;
        }
        catch (Exception unexpected) when (unexpected is IOException or UnauthorizedAccessException)
        {
            ErrorOutput.Write(host, unexpected.Message);
            return (int)ExitCode.Error;
        }
        catch (Exception bug)
        {
            ErrorOutput.Write(host, $"This is a bug in infra, please report it with the lines below.\n{bug}");
            return (int)ExitCode.Internal;
        }
    }
}
