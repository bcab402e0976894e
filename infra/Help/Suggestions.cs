using System.CommandLine;
using System.Text.RegularExpressions;

namespace Infra.Help;

/// <summary>
/// What may come next on a command line: commands, options that are not there yet, and values. The library's own suggestions name aliases, every word of an
/// enumeration and whatever holds the letters somewhere.
/// </summary>
/// <param name="root">The command <c>infra</c>.</param>
/// <param name="values">The values of an argument or option by the name that help shows for it, such as <c>ENV</c>; none where it knows none.</param>
internal sealed partial class Suggestions(Command root, Func<ParseResult, string, IEnumerable<string>> values)
{
    /// <summary>The words that fit, in order.</summary>
    /// <param name="words">The words behind <c>infra</c>, the last being completed; it may be empty.</param>
    public IReadOnlyList<string> Of(IReadOnlyList<string> words)
    {
        string begun = words.Count > 0 ? words[^1] : "";
        string[] before = [.. words.SkipLast(1)];
        ParseResult parsed = root.Parse(before);
        Command command = parsed.CommandResult.Command;
        IEnumerable<string> next = before.LastOrDefault() is { } last && Option(command, last) is { } option && TakesValue(option) ? Values(parsed, option.HelpName ?? option.Name)
            : begun.StartsWith('-') ? Options(command, before)
            : command.Subcommands.Count > 0 && Position(command, before) == 0 ? command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name)
            : Argument(command, Position(command, before)) is { } argument ? Values(parsed, argument.Name)
            : [];

        // A name comes out of files that others write, and the shell puts it into a line that is run: words that mean something to a shell are no help.
        return [.. next.Where(n => n.StartsWith(begun, StringComparison.Ordinal) && Plain().IsMatch(n)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private IEnumerable<string> Values(ParseResult parsed, string name) => name.Contains('|', StringComparison.Ordinal) ? name.Split('|') : values(parsed, name);

    private static IEnumerable<Option> All(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(p => p.Options.Where(o => o.Recursive))).Where(o => !o.Hidden);

    private static Option? Option(Command command, string word) => All(command).FirstOrDefault(o => o.Name == word || o.Aliases.Contains(word));

    private static bool TakesValue(Option option) => option.ValueType != typeof(bool) && option.Arity.MaximumNumberOfValues > 0;

    private static IEnumerable<string> Options(Command command, string[] before) =>
        All(command).Where(o => o.Arity.MaximumNumberOfValues > 1 || !before.Any(b => b == o.Name || o.Aliases.Contains(b))).Select(o => o.Name);

    private static Argument? Argument(Command command, int position) => command.Arguments.Where(a => !a.Hidden).ElementAtOrDefault(position);

    // How many words before are arguments: no option, no value of one and no command.
    private static int Position(Command command, string[] before)
    {
        int depth = CommandExamples.Path(command).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        int given = 0;
        for (int i = 0; i < before.Length; i++)
        {
            bool isOption = before[i].StartsWith('-');
            given += isOption ? 0 : 1;
            i += isOption && Option(command, before[i]) is { } option && TakesValue(option) ? 1 : 0;
        }

        return given - depth;
    }

    [GeneratedRegex("^[A-Za-z0-9_./:@+=-]{1,200}$")]
    private static partial Regex Plain();
}
