using System.CommandLine;
using Infra.Pipeline.Growing;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary>What the commands below <c>infra add</c> and <c>infra remove</c> have in common.</summary>
internal static class GrowthRun
{
    /// <summary>Whether the change is only shown.</summary>
    public static Option<bool> Dry() => new("--dry-run") { Description = "Show the files and the plan, and write nothing." };

    /// <summary>A command that works a change out, writes it and shows the plan.</summary>
    public static Command Of(Host host, string name, string description, IEnumerable<Symbol> symbols, Func<Repository, ParseResult, Growth> work)
    {
        Option<bool> dry = Dry();
        Command command = new(name, description);
        foreach (Symbol symbol in symbols)
        {
            switch (symbol)
            {
                case Argument argument: command.Add(argument); break;
                case Option option: command.Add(option); break;
            }
        }

        command.Add(dry);
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            bool writes = !parsed.GetValue(dry);
            Grown grown = await new Grower(host, repository).RunAsync(work(repository, parsed), writes, cancellation);
            host.Out.Write(GrowthOutput.Text(grown, writes));
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
