using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Infra.Benchmarks;

/// <summary>What one process measured.</summary>
/// <param name="Milliseconds">The time of each run.</param>
/// <param name="PeakKibibytes">The peak of the process's resident memory.</param>
internal sealed record Sample(double[] Milliseconds, long PeakKibibytes);

/// <summary>Measures one phase in this process: some runs to warm up, then those that count.</summary>
internal static class Sampling
{
    public static Task<Sample> RunAsync(Phase phase, Subject subject, int warmUps, int runs) =>
        RunAsync(() => subject.PrepareAsync(phase), () => subject.MeasureAsync(phase), warmUps, runs);

    /// <summary>Measures one piece of work, prepared anew before each run.</summary>
    public static async Task<Sample> RunAsync(Func<Task> prepare, Func<Task> measure, int warmUps, int runs)
    {
        double[] times = new double[runs];
        for (int run = -warmUps; run < runs; run++)
        {
            await prepare();
            Collect(warmUps + run);
            long start = Stopwatch.GetTimestamp();
            await measure();
            if (run >= 0)
            {
                times[run] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }

        return new Sample(times, PeakKibibytes());
    }

    /// <summary>A measurement as its process writes it to standard output.</summary>
    public static string Write(Sample sample) => JsonSerializer.Serialize(sample);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Sample Read(string json) => JsonSerializer.Deserialize<Sample>(json) ?? throw new FormatException($"'{json}' is no measurement.");

    // What a run before left behind is not this run's cost. A first run has nothing before it and is left as it is.
    private static void Collect(int runsBefore)
    {
        if (runsBefore > 0)
        {
            GC.Collect();
        }
    }

    private static long PeakKibibytes()
    {
        string line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }
}
