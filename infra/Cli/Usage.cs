using System.CommandLine;
using System.CommandLine.Parsing;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary>Says what is wrong with arguments.</summary>
internal static class Usage
{
    /// <summary>Writes every problem once, and where help is.</summary>
    public static void Write(ParseResult parsed, Host host)
    {
        // At the root everything that is no command is "unrecognized"; one sentence says it better.
        if (parsed.CommandResult.Command is RootCommand root)
        {
            string names = string.Join(", ", root.Subcommands.Select(c => c.Name).Order(StringComparer.Ordinal));
            string? near = Spelling.Nearest(parsed.UnmatchedTokens[0], root.Subcommands.Select(c => c.Name));
            ErrorOutput.Write(host, $"There is no command or option '{parsed.UnmatchedTokens[0]}'; {(near is null ? $"the commands are: {names}." : $"did you mean `infra {near}`?")}");
        }
        else
        {
            foreach (string message in parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal))
            {
                ErrorOutput.Write(host, message);
            }
        }

        host.Error.Write($"Run `{Name(parsed.CommandResult)} --help` to see what it takes.\n");
    }

    // "infra cloud edit": the whole way, so that the advice can be typed.
    private static string Name(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{Name(parent)} {result.Command.Name}" : "infra";
}
