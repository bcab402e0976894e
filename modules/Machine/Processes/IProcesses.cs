namespace Infra.Machine.Processes;

/// <summary>What the lock asks of the machine's processes, so that tests can let one of them die.</summary>
public interface IProcesses
{
    /// <summary>This process.</summary>
    ProcessIdentity Current { get; }

    /// <summary>Whether a process has certainly ended. False where that cannot be told: on another host, in another container, before a reboot.</summary>
    bool HasEnded(ProcessIdentity process);
}
