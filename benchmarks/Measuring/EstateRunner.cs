using System.Globalization;
using Infra.GitOps;
using Infra.GitOps.Objects;
using Infra.GitOps.Templates;

namespace Infra.Benchmarks;

/// <summary>Measures how the Applications of an estate are worked out: 50 on each of 100 and of 1,000 clusters, each size in processes of its own.</summary>
internal static class EstateRunner
{
    /// <summary>The argument that makes this program a measuring process: <c>--estate CLUSTERS WARMUPS RUNS</c>.</summary>
    public const string Child = "--estate";

    private const int WarmUps = 2;
    private static readonly int[] Clusters = [100, 1000];

    public static IEnumerable<EstateResult> Run(BenchOptions options)
    {
        foreach (int clusters in Clusters)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"measuring an estate of {clusters} clusters ..."));
            Sample[] firsts = [.. Enumerable.Range(0, options.Processes).Select(_ => Ask(clusters, warmUps: 0, runs: 1))];
            Sample warm = Ask(clusters, WarmUps, options.Runs);
            yield return new EstateResult(
                clusters * Estate.PerCluster, Statistics.Median(firsts.Select(s => s.Milliseconds[0])), Statistics.Median(warm.Milliseconds), firsts.Max(s => s.PeakKibibytes) / 1024.0);
        }
    }

    /// <summary>The measuring process.</summary>
    public static async Task<int> AnswerAsync(string[] args)
    {
        int Number(int at) => int.Parse(args[at], CultureInfo.InvariantCulture);
        Estate estate = new(Number(1));
        Console.WriteLine(Sampling.Write(await Sampling.RunAsync(() => Task.CompletedTask, () => Measure(estate, Number(1)), Number(2), Number(3))));
        return 0;
    }

    private static Task Measure(Estate estate, int clusters)
    {
        IReadOnlyList<KeptObject> applications = estate.Expand();
        long written = applications.Sum(a => (long)YamlValues.Write(a.Manifest).Length);
        return applications.Count == clusters * Estate.PerCluster && written > applications.Count
            ? Task.CompletedTask
            : throw new InvalidOperationException($"A measurement did something else than it should: {applications.Count} Applications.");
    }

    private static Sample Ask(int clusters, int warmUps, int runs)
    {
        string[] numbers = [.. new[] { clusters, warmUps, runs }.Select(n => n.ToString(CultureInfo.InvariantCulture))];
        ToolRun run = Tool.Run(Environment.ProcessPath!, [Child, .. numbers], Directory.GetCurrentDirectory());
        return run.ExitCode == 0 ? Sampling.Read(run.Output) : throw new InvalidOperationException($"The measurement of an estate failed: {run.Error}");
    }
}
