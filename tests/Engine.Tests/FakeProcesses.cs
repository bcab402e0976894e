using Infra.Machine.Processes;

namespace Infra.Engine.Tests;

/// <summary>The processes of a pretended machine: one at a time is "this process"; those that a test ended are dead.</summary>
internal sealed class FakeProcesses : IProcesses
{
    private readonly HashSet<int> ended = [];
    private int pid = 100;

    public ProcessIdentity Current => new("asha", "build-7", pid, "boot-1", "4711");

    public bool HasEnded(ProcessIdentity process) => ended.Contains(process.Pid);

    /// <summary>From now on another process is asked; the one before may go on or not.</summary>
    public void Next() => pid++;

    /// <summary>The process dies, and another takes its turn.</summary>
    public void Die() => ended.Add(pid++);
}
