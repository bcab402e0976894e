using System.Collections.Immutable;
using System.CommandLine;

namespace Infra.Help;

/// <summary>The examples of commands, data in <c>examples.txt</c>: a line that can be typed, and behind <c>#</c> what it is for. A test runs each as written.</summary>
internal static class CommandExamples
{
    private const string Resource = "examples.txt";

    /// <summary>Every example, in the order of the file.</summary>
    public static ImmutableArray<CommandExample> All { get; } = Read();

    /// <summary>Those of one command; the root has those of its most used ones.</summary>
    public static IEnumerable<CommandExample> Of(Command command) => All.Where(e => e.Command == Path(command));

    /// <summary>The words of a command below <c>infra</c>, such as <c>state show</c>; empty for the root.</summary>
    public static string Path(Command command) =>
        command is RootCommand ? "" : string.Join(' ', new[] { command.Parents.OfType<Command>().Select(Path).FirstOrDefault() ?? "", command.Name }.Where(p => p.Length > 0));

    // A line without spaces before it names the command of those below it.
    private static ImmutableArray<CommandExample> Read()
    {
        using Stream stream = typeof(CommandExamples).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is not in the program.");
        using StreamReader reader = new(stream);
        ImmutableArray<CommandExample>.Builder all = ImmutableArray.CreateBuilder<CommandExample>();
        string command = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("  ", StringComparison.Ordinal) && line.Split(" # ", 2) is [var typed, var meaning])
            {
                all.Add(new CommandExample(command, typed.Trim(), meaning.Trim()));
            }
            else if (line.Length > 0 && line[0] is not ('#' or ' '))
            {
                command = line.Trim();
            }
        }

        return all.ToImmutable();
    }
}
