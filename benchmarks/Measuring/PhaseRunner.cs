using System.Diagnostics;
using System.Globalization;

namespace Infra.Benchmarks;

/// <summary>Measures phases, each in processes of its own, so that memory and compilation of one do not count for another.</summary>
internal sealed class PhaseRunner(BenchOptions options, string folder)
{
    /// <summary>The argument that makes this program a measuring process.</summary>
    public const string Child = "--child";

    private const int WarmUps = 2;

    /// <summary>Measures every phase at one size.</summary>
    public IEnumerable<PhaseResult> Run(int resources)
    {
        string existing = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"stack-{resources}"));
        foreach (Phase phase in (Phase[])[Phase.Capture, Phase.Plan, Phase.Apply, Phase.Load, Phase.NothingToDo, Phase.Preview])
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"measuring {phase} of {resources} ..."));

            // Apply makes the stack anew each time and leaves it for the phases after it.
            List<Sample> firsts = [];
            List<double> processes = [];
            for (int i = 0; i < options.Processes; i++)
            {
                long start = Stopwatch.GetTimestamp();
                firsts.Add(Ask(phase, resources, warmUps: 0, runs: 1, existing));
                processes.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            Sample warm = Ask(phase, resources, WarmUps, options.Runs, existing);
            yield return new PhaseResult(
                phase,
                resources,
                Statistics.Median(firsts.Select(s => s.Milliseconds[0])),
                Statistics.Median(warm.Milliseconds),
                firsts.Max(s => s.PeakKibibytes) / 1024.0,
                Statistics.Median(processes));
        }
    }

    /// <summary>The measuring process: <c>--child PHASE RESOURCES WARMUPS RUNS FOLDER</c>.</summary>
    public static async Task<int> AnswerAsync(string[] args)
    {
        int Number(int at) => int.Parse(args[at], CultureInfo.InvariantCulture);
        Subject subject = new(Number(2), args[5]);
        Console.WriteLine(Sampling.Write(await Sampling.RunAsync(Enum.Parse<Phase>(args[1]), subject, Number(3), Number(4))));
        return 0;
    }

    private static Sample Ask(Phase phase, int resources, int warmUps, int runs, string folder)
    {
        string[] numbers = [.. new[] { resources, warmUps, runs }.Select(n => n.ToString(CultureInfo.InvariantCulture))];
        ToolRun run = Tool.Run(Environment.ProcessPath!, [Child, phase.ToString(), .. numbers, folder], Directory.GetCurrentDirectory());
        return run.ExitCode == 0 ? Sampling.Read(run.Output) : throw new InvalidOperationException($"The measurement of {phase} failed: {run.Error}");
    }
}
