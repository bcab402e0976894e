using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Infra.Benchmarks;

/// <summary>What a measurement has to say about where it was made. No host names, no paths.</summary>
/// <param name="Date">The day.</param>
/// <param name="Commit">The commit, and whether the tree had changes beside it.</param>
/// <param name="Cores">Processors.</param>
/// <param name="Memory">Memory.</param>
/// <param name="Kernel">The operating system's kernel.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="Packages">The kind of Pulumi package that was measured.</param>
/// <param name="Load">The load averages before and after.</param>
internal sealed record Machine(string Date, string Commit, int Cores, string Memory, string Kernel, string Runtime, string Packages, string Load)
{
    /// <summary>This machine now.</summary>
    public static Machine Read(string root, string loadBefore)
    {
        ToolRun commit = Tool.Run("git", ["rev-parse", "--short=12", "HEAD"], root);
        ToolRun changes = Tool.Run("git", ["status", "--porcelain", "--untracked-files=no"], root);
        long kibibytes = long.Parse(File.ReadLines("/proc/meminfo").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        string version = typeof(Pulumi.Output).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        return new Machine(
            DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            commit.ExitCode == 0 ? commit.Output.Trim() + (changes.Output.Length > 0 ? " with changes" : "") : "unknown",
            Environment.ProcessorCount,
            string.Create(CultureInfo.InvariantCulture, $"{kibibytes / 1048576.0:0} GiB"),
            $"Linux {File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}",
            RuntimeInformation.FrameworkDescription,
            version.Contains("+offline", StringComparison.Ordinal) ? $"stand-ins (Pulumi {version})" : $"official (Pulumi {version.Split('+')[0]})",
            $"{loadBefore} before, {CurrentLoad()} after");
    }

    /// <summary>The load average of the last minute.</summary>
    public static string CurrentLoad() => File.ReadAllText("/proc/loadavg").Split(' ')[0];
}
