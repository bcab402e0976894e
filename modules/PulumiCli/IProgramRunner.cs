using Infra.Model.Errors;

namespace Infra.PulumiCli;

/// <summary>What starts programs, so that a test can see every call.</summary>
public interface IProgramRunner
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="call">What to run.</param>
    /// <param name="folder">The folder that it runs in.</param>
    /// <param name="line">Told each line of both streams as it comes; null to be quiet.</param>
    /// <param name="cancellation">Interrupts the program and waits for its end.</param>
    /// <returns>How it ended, whatever its exit status.</returns>
    /// <exception cref="InfraException">It could not be started, or did not end within its limit (<see cref="ErrorKind.Timeout"/>).</exception>
    Task<ProgramResult> RunAsync(ProgramCall call, string folder, Action<string>? line, CancellationToken cancellation);
}
