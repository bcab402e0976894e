using System.CommandLine;
using System.CommandLine.Parsing;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary>The command tree, and what turns every ending into a message and an exit status.</summary>
internal static class CommandLine
{
    // An argument @FILE is that text. The library would put the lines of the file in its place, and what a person types in a form on GitHub could be the
    // name of a file with a credential.
    private static readonly ParserConfiguration Literally = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs one command.</summary>
    public static async Task<int> RunAsync(string[] args, Host host, CancellationToken cancellation)
    {
        try
        {
            ParseResult parsed = Root(host).Parse(args, Literally);
            if (parsed.Errors.Count > 0)
            {
                return (int)Usage(parsed, host);
            }

            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = host.Out, Error = host.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) },
                cancellation);
        }
        catch (InfraException mistake)
        {
            Say(host, mistake.Message);
            return (int)ExitCodes.Of(mistake.Kind);
        }
        catch (OperationCanceledException)
        {
            Say(host, "Cancelled.");
            return (int)ExitCode.Cancelled;
        }
        catch (Exception unexpected) when (unexpected is IOException or UnauthorizedAccessException)
        {
            Say(host, unexpected.Message);
            return (int)ExitCode.Error;
        }
        catch (Exception bug)
        {
            Say(host, $"This is a bug in infra, please report it with the lines below.\n{bug}");
            return (int)ExitCode.Internal;
        }
    }

    /// <summary>Every command.</summary>
    internal static RootCommand Root(Host host) => new("Google Cloud from nothing to GitOps: plans, applies and promotes environments.")
    {
        BootstrapCommand.Build(host),
        PreviewCommand.Build(host),
        UpCommand.Build(host),
        DestroyCommand.Build(host),
        StatusCommand.Build(host),
        StateCommand.Build(host),
        DriftCommand.Build(host),
        CloudCommand.Build(host),
        RenderCommand.Build(host),
        WorkflowsCommand.Build(host),
        GitHubCommand.Build(host),
        AppsCommand.Build(host),
        ComplianceCommand.Build(host),
        PolicyCommand.Build(host),
        FreezeCommand.Build(host),
        GateCommand.Build(host),
        EvidenceCommand.Build(host),
        PromoteCommand.Build(host),
        RolloutCommand.Build(host),
        RollbackCommand.Build(host),
        HotfixCommand.Build(host),
        ApproveCommand.Build(host),
        ApprovalsCommand.Build(host),
        AuditCommand.Build(host),
        SbomCommand.Build(host),
        DoctorCommand.Build(host),
    };

    private static ExitCode Usage(ParseResult parsed, Host host)
    {
        // At the root everything that is no command is "unrecognized"; one sentence says it better.
        if (parsed.CommandResult.Command is RootCommand root)
        {
            string names = string.Join(", ", root.Subcommands.Select(c => c.Name).Order(StringComparer.Ordinal));
            Say(host, parsed.UnmatchedTokens.Count == 0 ? $"A command is missing; there are: {names}." : $"There is no command or option '{parsed.UnmatchedTokens[0]}'; the commands are: {names}.");
        }
        else
        {
            foreach (string message in parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal))
            {
                Say(host, message);
            }
        }

        host.Error.Write($"Run `{Name(parsed.CommandResult)} --help` to see what it takes.\n");
        return ExitCode.Configuration;
    }

    // "infra cloud edit": the whole way, so that the advice can be typed.
    private static string Name(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{Name(parent)} {result.Command.Name}" : "infra";

    private static void Say(Host host, string message)
    {
        foreach (string line in Printable.Lines(message).Split('\n'))
        {
            host.Error.Write($"error: {line}\n");
        }
    }
}
