using System.Diagnostics;

namespace Infra.Repo.Tests;

public sealed class BenchmarkTests
{
    [Fact]
    public async Task The_benchmarks_measure_every_phase_of_the_backend_as_it_is_now()
    {
        ProcessStartInfo start = new(
            Path.Combine(Tree.Root, "artifacts", "bin", "Infra.Benchmarks", "release", "Infra.Benchmarks"),
            ["--engine-only", "--no-comparisons", "--sizes", "100", "--processes", "1", "--runs", "1"])
        {
            WorkingDirectory = Tree.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        Task<string> said = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string report = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, await said);
        Assert.Equal(
            ["capture", "engine, nothing to do", "engine, plan from a captured graph", "state load", "whole apply, every step durable", "whole preview, nothing to do"],
            report.Split('\n').Where(l => l.Contains(" MB |", StringComparison.Ordinal)).Select(l => l.Split('|')[1].Trim()).Order(StringComparer.Ordinal));
    }
}
