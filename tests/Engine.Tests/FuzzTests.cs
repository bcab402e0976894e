using System.Collections.Concurrent;
using System.Globalization;

namespace Infra.Engine.Tests;

public sealed class FuzzTests
{
    private const int DefaultSeeds = 1000;

    [Fact]
    public async Task Whatever_fails_and_whenever_nothing_is_lost_nothing_is_made_twice_and_the_state_is_valid()
    {
        int from = Setting("INFRA_FUZZ_FROM", 1);
        int count = Setting("INFRA_FUZZ_SEEDS", DefaultSeeds);
        ConcurrentDictionary<int, Exception> failures = new();

        await Parallel.ForEachAsync(Enumerable.Range(from, count), TestContext.Current.CancellationToken, async (seed, _) =>
        {
            try
            {
                await new FuzzRun(seed).RunAsync();
            }
            catch (Exception failure)
            {
                failures[seed] = failure;
            }
        });

        Assert.True(failures.IsEmpty, Report(failures));
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static string Report(ConcurrentDictionary<int, Exception> failures) => string.Create(
        CultureInfo.InvariantCulture,
        $"{failures.Count} seeds failed:\n{string.Join('\n', failures.OrderBy(f => f.Key).Take(5).Select(f => $"./run fuzz --seeds 1 --from {f.Key}\n{f.Value}"))}");
}
