using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Help;

/// <summary>Writes the help of a command: what it does, what it takes, what is below it, and examples.</summary>
/// <param name="program">What the program was started as.</param>
/// <param name="width">The columns that there are.</param>
internal sealed partial class HelpOutput(string program, int width)
{
    private const int Narrowest = 40;
    private const int Widest = 120;
    private readonly StringBuilder text = new();

    /// <summary>The help of a command, as this machine shows it.</summary>
    public static string Of(Host host, Command command) => new HelpOutput(StartedAs.Name(host), Width(host)).Text(command);

    /// <summary>The command's help.</summary>
    public string Text(Command command)
    {
        Paragraph(Named(command.Description ?? ""), 0);
        text.Append('\n');
        Paragraph($"Usage: {Usage(command)}", 0);
        if (command is RootCommand)
        {
            Groups(command);
        }
        else
        {
            Table("Commands", Shown(command.Subcommands).Select(c => (Signature(c), First(c))));
        }

        Table("Arguments", command.Arguments.Where(a => !a.Hidden).Select(a => (Form(a), $"{a.Description}{(IsOptional(a) ? " Optional." : "")}")));
        Table("Options", Options(command).Select(o => (Form(o), Meaning(o))));
        Table("Examples", CommandExamples.Of(command).Select(e => (Started().Replace(e.Line, program, 1), e.Meaning)));
        if (command.Subcommands.Count > 0)
        {
            text.Append('\n');
            Paragraph($"`{program} {(command is RootCommand ? "" : $"{CommandExamples.Path(command)} ")}COMMAND --help` shows what a command takes, with examples.", 0);
        }

        return text.ToString();
    }

    private void Groups(Command root)
    {
        foreach ((string title, IEnumerable<Command> commands) in CommandGroups.Of(root))
        {
            Table(title, Shown(commands).Select(c => (Signature(c), First(c))));
        }
    }

    private string Usage(Command command) => string.Join(' ', new[]
    {
        command is RootCommand ? $"{program} COMMAND" : $"{program} {CommandExamples.Path(command)}{(command.Subcommands.Count > 0 ? " COMMAND" : "")}",
        string.Join(' ', command.Arguments.Where(a => !a.Hidden).Select(Form)),
        string.Join(' ', command.Options.Where(o => o.Required).Select(Form)),
        "[options]",
    }.Where(p => p.Length > 0));

    // Options of the root hold for all below it.
    private static IEnumerable<Option> Options(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(p => p.Options.Where(o => o.Recursive))).Where(o => !o.Hidden).DistinctBy(o => o.Name);

    private static IEnumerable<Command> Shown(IEnumerable<Command> commands) => commands.Where(c => !c.Hidden);

    private static string Signature(Command command) => string.Join(' ', command.Arguments.Where(a => !a.Hidden).Select(Form).Prepend(command.Name));

    private string First(Command command) => Named((command.Description ?? "").Split(". ", 2)[0].TrimEnd('.') + ".");

    private static bool IsOptional(Argument argument) => argument.Arity.MinimumNumberOfValues == 0;

    private static string Form(Argument argument)
    {
        string name = argument.Name + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : "");
        return IsOptional(argument) ? $"[{name}]" : name;
    }

    private static string Form(Option option) => string.Join(' ', new[]
    {
        string.Join(", ", option.Aliases.Where(a => a.StartsWith('-') && a is not "-?").OrderBy(a => a.Length).Append(option.Name)),
        option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool) ? "" : option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant(),
    }.Where(p => p.Length > 0));

    private string Meaning(Option option)
    {
        string fallback = option is { HasDefaultValue: true, Required: false } && option.ValueType != typeof(bool) && option.GetDefaultValue() is { } value and (string or Enum)
            ? $" Default: {Convert.ToString(value, CultureInfo.InvariantCulture)!.ToLowerInvariant()}."
            : "";
        return $"{Named(option.Description ?? "")}{(option.Required ? " Required." : "")}{(option.Description?.Contains("Default:", StringComparison.Ordinal) == true ? "" : fallback)}";
    }

    private string Named(string hint) => hint.Replace("`infra ", $"`{program} ", StringComparison.Ordinal);

    private void Table(string title, IEnumerable<(string Left, string Right)> rows)
    {
        (string Left, string Right)[] all = [.. rows];
        if (all.Length == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{title}:\n");
        int column = Math.Min(all.Max(r => r.Left.Length), Math.Max(width / 3, 24)) + 4;
        foreach ((string left, string right) in all)
        {
            // What is longer than its column has a line of its own.
            bool fits = left.Length + 4 <= column;
            text.Append("  ").Append(fits ? left.PadRight(column - 2) : $"{left}\n{new string(' ', column)}");
            Paragraph(right, column);
        }
    }

    // The first line begins where the text stands; the others are indented.
    private void Paragraph(string words, int indent)
    {
        int used = indent;
        bool first = true;
        foreach (string word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!first && used + 1 + word.Length > width)
            {
                text.Append('\n').Append(' ', indent);
                (used, first) = (indent, true);
            }

            text.Append(first ? "" : " ").Append(word);
            used += word.Length + (first ? 0 : 1);
            first = false;
        }

        text.Append('\n');
    }

    private static int Width(Host host) => Math.Clamp(
        int.TryParse(host.Variable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : host.OutIsTerminal ? Console.WindowWidth : Widest, Narrowest, Widest);

    // Behind variables that are set for the command alone.
    [GeneratedRegex("(?<=^| )infra(?= )")]
    private static partial Regex Started();
}
