using Infra.Model.Errors;

namespace Infra.Pipeline.Demonstrating;

/// <summary>Where the demo is shown, and what waits between its steps.</summary>
public interface IDemoScreen
{
    /// <summary>Says something that is no step.</summary>
    void Say(string text);

    /// <summary>Shows what comes, before it is done.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="step">The step.</param>
    void Begin(int number, DemoStep step);

    /// <summary>Shows a command, before it runs.</summary>
    void Typed(TypedCommand command);

    /// <summary>Shows what it wrote and how it ended.</summary>
    void Ended(TypedCommand command, string output, int exitCode);

    /// <summary>Waits until the person goes on; nothing where nobody is waited for.</summary>
    /// <param name="cancellation">Stops the waiting.</param>
    /// <exception cref="InfraException">The person wants to stop.</exception>
    Task PauseAsync(CancellationToken cancellation);
}
