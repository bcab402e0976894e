using System.Globalization;
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
    public void Say(string text) => painter.Line($"\n{text}");

    /// <inheritdoc/>
    public void Begin(int number, DemoStep step)
    {
        if (step.Clock is { } clock)
        {
            painter.Line($"\nThe demo's clock is moved on to {clock}.");
        }

        painter.Line(string.Create(CultureInfo.InvariantCulture, $"\n== {number}. {step.Title}"), Heading);
        painter.Line(step.Why);
        if (step.Done is { } done)
        {
            painter.Line($"The demo {done}");
        }
    }

    /// <inheritdoc/>
    public void Typed(Pipeline.Demonstrating.DemoCommand command) => painter.Line($"\n$ {command.Typed}", Prompt);

    /// <inheritdoc/>
    public void Ended(Pipeline.Demonstrating.DemoCommand command, string output, int exitCode)
    {
        // As the command wrote it: colours are its own, and it masked what it read.
        host.Out.Write(Shortened(output));
        if (exitCode != 0)
        {
            painter.Line(string.Create(CultureInfo.InvariantCulture, $"[exit {exitCode}]"));
        }
    }

    /// <inheritdoc/>
    public void Pause()
    {
        if (!pauses)
        {
            return;
        }

        host.Error.Write("\nPress Enter to go on, or q and Enter to stop. ");
        if (host.In.ReadLine() is not { } answer || answer.Trim() is "q" or "Q")
        {
            throw new InfraException(ErrorKind.Cancelled, "The demo was stopped.");
        }
    }

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
