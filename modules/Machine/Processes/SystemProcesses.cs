using System.Diagnostics;
using System.Globalization;

namespace Infra.Machine.Processes;

/// <summary>The processes of this machine.</summary>
/// <remarks>
/// On Linux a process is its number and its start time in /proc, which counts from boot and does not move with the clock. Elsewhere the start
/// time that the runtime gives stands in.
/// </remarks>
public sealed class SystemProcesses : IProcesses
{
    // /proc/PID/stat: "PID (name) STATE ..."; after the last ')' the state is field 0 and the start time field 19.
    private const int StateField = 0;
    private const int StartField = 19;

    /// <inheritdoc />
    public ProcessIdentity Current { get; } = new(Environment.UserName, Environment.MachineName, Environment.ProcessId, Place(), Start(Environment.ProcessId) ?? "");

    /// <inheritdoc />
    public bool HasEnded(ProcessIdentity process)
    {
        ArgumentNullException.ThrowIfNull(process);
        return string.Equals(process.Host, Current.Host, StringComparison.Ordinal)
            && string.Equals(process.Place, Current.Place, StringComparison.Ordinal)
            && !string.Equals(Start(process.Pid), process.Started, StringComparison.Ordinal);
    }

    // Two containers may share a host's name and not its processes.
    private static string Place() => OperatingSystem.IsLinux()
        ? $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()} {new FileInfo("/proc/self/ns/pid").LinkTarget}"
        : "";

    private static string? Start(int pid)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                using Process process = Process.GetProcessById(pid);
                return process.StartTime.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
            }

            string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');

            // A zombie has ended; its parent has not looked yet.
            return fields[StateField] is "Z" or "X" ? null : fields[StartField];
        }
        catch (Exception gone) when (gone is IOException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
