using System.Globalization;

namespace Infra.Benchmarks;

/// <summary>Measures the gates over a plan of 10,000 steps with 100,000 audit records on a git ref, and over a tenth of both, each part in processes of its own.</summary>
internal static class GatesRunner
{
    /// <summary>The argument that makes this program a measuring process: <c>--gates FOLDER PART STEPS RECORDS WARMUPS RUNS</c>.</summary>
    public const string Child = "--gates";

    private const int WarmUps = 2;
    private static readonly (int Steps, int Records)[] Sizes = [(1000, 10_000), (10_000, 100_000)];

    public static IEnumerable<GatesResult> Run(BenchOptions options, string root)
    {
        foreach ((int steps, int records) in Sizes)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"measuring the gates over {steps} steps and {records} audit records ..."));
            string folder = GatesSample.Make(root, records);
            try
            {
                foreach (GatesPart part in Enum.GetValues<GatesPart>())
                {
                    Sample[] firsts = [.. Enumerable.Range(0, options.Processes).Select(_ => Ask(folder, part, steps, records, warmUps: 0, runs: 1))];
                    Sample warm = Ask(folder, part, steps, records, WarmUps, options.Runs);
                    yield return new GatesResult(
                        part, steps, records, Statistics.Median(firsts.Select(s => s.Milliseconds[0])), Statistics.Median(warm.Milliseconds), firsts.Max(s => s.PeakKibibytes) / 1024.0);
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>The measuring process.</summary>
    public static async Task<int> AnswerAsync(string[] args)
    {
        int Number(int at) => int.Parse(args[at], CultureInfo.InvariantCulture);
        GatesSample sample = await GatesSample.OpenAsync(args[1], Number(3), Number(4));
        GatesPart part = Enum.Parse<GatesPart>(args[2]);
        Console.WriteLine(Sampling.Write(await Sampling.RunAsync(() => Task.CompletedTask, () => sample.MeasureAsync(part), Number(5), Number(6))));
        return 0;
    }

    private static Sample Ask(string folder, GatesPart part, int steps, int records, int warmUps, int runs)
    {
        string[] numbers = [.. new[] { steps, records, warmUps, runs }.Select(n => n.ToString(CultureInfo.InvariantCulture))];
        ToolRun run = Tool.Run(Environment.ProcessPath!, [Child, folder, part.ToString(), .. numbers], Directory.GetCurrentDirectory());
        return run.ExitCode == 0 ? Sampling.Read(run.Output) : throw new InvalidOperationException($"The measurement of the gates failed: {run.Error}");
    }
}
