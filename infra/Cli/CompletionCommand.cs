using System.CommandLine;
using Infra.Help;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra completion bash|zsh|fish</c>: the script with which a shell completes commands, options and names. The shell asks the hidden <c>suggest</c>.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "fish", "zsh"];

    public static Command Build(Host host, Func<RootCommand> root)
    {
        Command command = new("completion", "Print the script with which your shell completes commands, options, environments and names.");
        foreach (string shell in Shells)
        {
            Command script = new(shell, $"Print the script for {shell}.");
            script.SetAction(_ =>
            {
                host.Out.Write(CompletionScripts.Of(shell));
                return (int)ExitCode.Ok;
            });
            command.Subcommands.Add(script);
        }

        Argument<string[]> words = new("WORDS") { Arity = ArgumentArity.ZeroOrMore };
        Command suggest = new("suggest", "The words that may come next; scripts ask this.") { words };
        suggest.Hidden = true;
        suggest.SetAction(parsed =>
        {
            host.Out.Write(string.Concat(new Suggestions(root(), new SuggestedNames(host).Of).Of(parsed.GetValue(words) ?? []).Select(w => $"{w}\n")));
            return (int)ExitCode.Ok;
        });
        command.Subcommands.Add(suggest);
        return command;
    }
}
