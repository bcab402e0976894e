using System.Runtime.InteropServices;

namespace Infra;

/// <summary>
/// What Ctrl-C and a supervisor's SIGTERM do. The first asks the command to end: what is under way is recorded, locks are given back. The second ends
/// the process where it is, as the system would. System.CommandLine has a handler too, but it is there only once a command waits for something, and a
/// signal before that met a null in it.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    /// <summary>Listens from now on. Nothing may touch the console before: it brings a handler of its own, which ends the process.</summary>
    public Interruption() => registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];

    /// <summary>Set by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        if (source.IsCancellationRequested)
        {
            Console.Error.Write("\nerror: Stopped at once. If this run held a lock, the next run takes it over and recovers what was under way.\n");
            return;
        }

        context.Cancel = true;
        _ = source.CancelAsync();
    }
}
