using Infra.Model.Masking;
using Spectre.Console;

namespace Infra.Presenters;

/// <summary>
/// Writes lines, coloured where a person looks on: a terminal, and NO_COLOR (https://no-color.org) not set. Whatever a line holds, nothing in it is
/// a control sequence, a direction mark or a command of a runner; names are still made one line by whoever puts them in.
/// </summary>
internal sealed class Painter
{
    private readonly TextWriter writer;
    private readonly IAnsiConsole? console;

    public Painter(TextWriter writer, bool isTerminal, Func<string, string?> variable)
    {
        this.writer = writer;
        if (isTerminal && string.IsNullOrEmpty(variable("NO_COLOR")) && !string.Equals(variable("TERM"), "dumb", StringComparison.Ordinal))
        {
            console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard });

            // The terminal wraps; wrapping here as well would cut names in two.
            console.Profile.Width = 10_000;
        }
    }

    public void Line(string text = "") => writer.Write(NoCommands(Printable.Lines(text)) + "\n");

    public void Line(string text, Style style)
    {
        if (console is null)
        {
            Line(text);
            return;
        }

        console.Write(new Text(NoCommands(Printable.Lines(text)), style));
        writer.Write('\n');
    }

    // A runner of GitHub Actions obeys a line that begins so, with or without spaces before; with a name at its beginning a line could.
    private static string NoCommands(string text) =>
        text.Contains("::", StringComparison.Ordinal) || text.Contains("##[", StringComparison.Ordinal) ? string.Join('\n', text.Split('\n').Select(NoCommand)) : text;

    private static string NoCommand(string line)
    {
        string rest = line.TrimStart();
        string space = line[..^rest.Length];
        return rest.StartsWith("::", StringComparison.Ordinal) ? $"{space}\\u003a{rest[1..]}"
            : rest.StartsWith("##[", StringComparison.Ordinal) ? $"{space}\\u0023{rest[1..]}"
            : line;
    }
}
