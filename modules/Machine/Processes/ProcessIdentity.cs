namespace Infra.Machine.Processes;

/// <summary>A process, told apart from every other that had its number before.</summary>
/// <param name="User">Who started it.</param>
/// <param name="Host">On which machine.</param>
/// <param name="Pid">Its number there.</param>
/// <param name="Place">Where that number counts: the boot and the pid namespace.</param>
/// <param name="Started">When it began, as the kernel counts.</param>
public sealed record ProcessIdentity(string User, string Host, int Pid, string Place, string Started);
