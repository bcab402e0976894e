using System.Globalization;
using System.Text;
using Infra.Model.Errors;
using Infra.Pipeline.Demonstrating;
using Infra.Pipeline.Workspace;
using Spectre.Console;

namespace Infra.Presenters;

/// <summary>Shows the demo on a terminal.</summary>
/// <param name="host">The machine.</param>
/// <param name="pauses">Whether it waits for a key after each step.</param>
/// <param name="whole">Whether long outputs are shown whole.</param>
internal sealed class DemoOutput(Host host, bool pauses, bool whole) : IDemoScreen
{
    // What fits a screen with the step above it.
    private const int MostLines = 24;

    private const int Width = 78;

    private static readonly Style Heading = new(Color.Blue, decoration: Decoration.Bold);
    private static readonly Style Prompt = new(Color.Green, decoration: Decoration.Bold);

    private readonly Painter painter = new(host.Out, host.OutIsTerminal, host.Variable);

    /// <summary>Says what a clone was given.</summary>
    public static void Write(Host host, PreparedApplications prepared)
    {
        host.Out.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{BundledApplications.Place} has {prepared.Commits} commits, and its main is at {prepared.Main[..12]}. On the local backend this clone's git takes it for {prepared.Url}.\n"));
        if (prepared.IsShallow)
        {
            host.Error.Write("note: this clone has not its whole history, and releases are counted on it. `git fetch --unshallow` brings it.\n");
        }
    }

    /// <inheritdoc/>
    public void Say(string text) => painter.Line($"\n{Wrapped(text)}");

    /// <inheritdoc/>
    public void Begin(int number, DemoStep step)
    {
        if (step.Clock is { } clock)
        {
            painter.Line($"\nThe demo's clock is moved on to {clock}.");
        }

        painter.Line(string.Create(CultureInfo.InvariantCulture, $"\n== {number}. {step.Title}"), Heading);
        painter.Line(Wrapped(step.Why));
        if (step.Done is { } done)
        {
            painter.Line(Wrapped($"The demo {done}"));
        }
    }

    /// <inheritdoc/>
    public void Typed(TypedCommand command) => painter.Line($"\n$ {command.Typed}", Prompt);

    /// <inheritdoc/>
    public void Ended(TypedCommand command, string output, int exitCode)
    {
        // As the command wrote it: colours are its own, and it masked what it read.
        host.Out.Write(Shortened(output));
        if (exitCode != 0)
        {
            painter.Line(string.Create(CultureInfo.InvariantCulture, $"[exit {exitCode}]"));
        }
    }

    /// <inheritdoc/>
    public async Task PauseAsync(CancellationToken cancellation)
    {
        if (!pauses)
        {
            return;
        }

        // A console that is read does not hear Ctrl-C.
        host.Error.Write("\nPress Enter to go on, or q and Enter to stop. ");
        if (await Task.Run(host.In.ReadLine, cancellation).WaitAsync(cancellation) is not { } answer || answer.Trim() is "q" or "Q")
        {
            throw new InfraException(ErrorKind.Cancelled, "The demo was stopped.");
        }
    }

    // Between words, so that every terminal shows whole ones; an output is not touched.
    private static string Wrapped(string text) => string.Join('\n', text.Split('\n').Select(line =>
    {
        StringBuilder wrapped = new();
        int width = 0;
        foreach (string word in line.Split(' '))
        {
            bool fits = width == 0 || width + 1 + word.Length <= Width;
            wrapped.Append(width == 0 ? "" : fits ? " " : "\n").Append(word);
            width = fits && width > 0 ? width + 1 + word.Length : word.Length;
        }

        return wrapped.ToString();
    }));

    private string Shortened(string output)
    {
        string[] lines = output.TrimEnd('\n').Split('\n');
        if (output.Length == 0 || whole || lines.Length <= MostLines)
        {
            return output;
        }

        int kept = (MostLines - 1) / 2;
        string left = string.Create(CultureInfo.InvariantCulture, $"... {lines.Length - (2 * kept)} lines are not shown; `infra demo --all` shows them ...");
        return string.Join('\n', [.. lines[..kept], left, .. lines[^kept..], ""]);
    }
}
