namespace Infra;

/// <summary>The keyboard, for which a command waits only until it is cancelled: the system's own reader waits for a line whatever happens.</summary>
/// <param name="lines">What is typed.</param>
/// <param name="cancellation">Ends the wait.</param>
internal sealed class Keyboard(TextReader lines, CancellationToken cancellation) : TextReader
{
    /// <inheritdoc />
    /// <exception cref="OperationCanceledException">Somebody pressed Ctrl-C.</exception>
    public override string? ReadLine()
    {
        Task<string?> line = Task.Run(lines.ReadLine, CancellationToken.None);
        line.Wait(cancellation);
        return line.Result;
    }

    /// <inheritdoc />
    public override int Read() => lines.Read();

    /// <inheritdoc />
    public override int Peek() => lines.Peek();
}
