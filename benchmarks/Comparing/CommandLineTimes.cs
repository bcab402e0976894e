namespace Infra.Benchmarks;

/// <summary>The command line as people start it: whole processes, after some runs that warm the disk's cache.</summary>
internal static class CommandLineTimes
{
    private const int WarmUps = 2;
    private const int Runs = 10;

    public static IEnumerable<Comparison> Run(string program, string root)
    {
        foreach (string[] command in (string[][])[["--version"], ["preview", "dev"], ["preview", "prod"]])
        {
            string work = $"infra {string.Join(' ', command)}";
            if (!File.Exists(program))
            {
                yield return Comparison.Skipped(work, "the program is not built; ./run bench builds it");
                continue;
            }

            Console.Error.WriteLine($"measuring {work} ...");
            ToolRun[] runs = [.. Enumerable.Range(0, WarmUps + Runs).Select(_ => Tool.Run(program, command, root))];
            yield return Array.Find(runs, r => r.ExitCode != 0) is { } failed
                ? Comparison.Skipped(work, $"it ended with {failed.ExitCode}: {failed.Error.Trim().Split('\n')[^1]}")
                : new Comparison(work, new Dictionary<int, double> { [0] = Statistics.Median(runs.Skip(WarmUps).Select(r => r.Milliseconds)) }, PeakMebibytes: null, "");
        }
    }
}
