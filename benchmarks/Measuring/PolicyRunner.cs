using System.Globalization;
using Infra.Policy.Judging;
using Infra.Policy.Reports;

namespace Infra.Benchmarks;

/// <summary>Measures the rules over 1,000 and 10,000 resources with half as many objects of files, each size in processes of its own.</summary>
internal static class PolicyRunner
{
    /// <summary>The argument that makes this program a measuring process: <c>--policy RESOURCES WARMUPS RUNS</c>.</summary>
    public const string Child = "--policy";

    private const int WarmUps = 2;
    private static readonly int[] Resources = [1000, 10_000];

    public static IEnumerable<PolicyResult> Run(BenchOptions options)
    {
        foreach (int resources in Resources)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"measuring the rules over {resources} resources ..."));
            Sample[] firsts = [.. Enumerable.Range(0, options.Processes).Select(_ => Ask(resources, warmUps: 0, runs: 1))];
            Sample warm = Ask(resources, WarmUps, options.Runs);
            yield return new PolicyResult(
                RuleCatalog.All.Length, resources, resources / 2, Statistics.Median(firsts.Select(s => s.Milliseconds[0])), Statistics.Median(warm.Milliseconds), firsts.Max(s => s.PeakKibibytes) / 1024.0);
        }
    }

    /// <summary>The measuring process.</summary>
    public static async Task<int> AnswerAsync(string[] args)
    {
        int Number(int at) => int.Parse(args[at], CultureInfo.InvariantCulture);
        PolicySample sample = new(Number(1), Number(1) / 2);
        Console.WriteLine(Sampling.Write(await Sampling.RunAsync(() => Task.CompletedTask, () => Judge(sample), Number(2), Number(3))));
        return 0;
    }

    private static Task Judge(PolicySample sample)
    {
        PolicyReport report = PolicyReport.Of(sample.Input(), RuleCatalog.All);
        HashSet<string> judged = [.. report.Findings.Where(f => f.Outcome != Outcome.Errored).Select(f => f.Rule.Id)];
        string[] missing = [.. RuleCatalog.All.Select(r => r.Info.Id).Where(id => !judged.Contains(id))];
        return missing is [] ? Task.CompletedTask : throw new InvalidOperationException($"A measurement did something else than it should: {string.Join(", ", missing)} judged nothing.");
    }

    private static Sample Ask(int resources, int warmUps, int runs)
    {
        string[] numbers = [.. new[] { resources, warmUps, runs }.Select(n => n.ToString(CultureInfo.InvariantCulture))];
        ToolRun run = Tool.Run(Environment.ProcessPath!, [Child, .. numbers], Directory.GetCurrentDirectory());
        return run.ExitCode == 0 ? Sampling.Read(run.Output) : throw new InvalidOperationException($"The measurement of the rules failed: {run.Error}");
    }
}
