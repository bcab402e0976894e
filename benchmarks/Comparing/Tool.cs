using System.ComponentModel;
using System.Diagnostics;

namespace Infra.Benchmarks;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code; 127 where there is no such program.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
/// <param name="Milliseconds">How long it ran.</param>
internal sealed record ToolRun(int ExitCode, string Output, string Error, double Milliseconds);

/// <summary>Runs other programs.</summary>
internal static class Tool
{
    /// <summary>The exit code of a program that is not there, as shells have it.</summary>
    public const int Missing = 127;

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">The program: a path, or a name on PATH.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="limit">After how long it is ended; its exit code then is -1.</param>
    public static ToolRun Run(string program, IEnumerable<string> arguments, string folder, TimeSpan? limit = null)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["CHECKPOINT_DISABLE"] = "1";
        long begin = Stopwatch.GetTimestamp();
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            bool ended = process.WaitForExit(limit ?? TimeSpan.FromMinutes(10));
            double milliseconds = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            if (!ended)
            {
                process.Kill(entireProcessTree: true);
            }

            return new ToolRun(ended ? process.ExitCode : -1, output.Result, error.Result, milliseconds);
        }
        catch (Win32Exception missing)
        {
            return new ToolRun(Missing, "", missing.Message, 0);
        }
    }
}
