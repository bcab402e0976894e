using System.Diagnostics;
using System.Globalization;
using Infra.Emulator;
using Infra.Engine.State;
using Infra.Engine.Tests.Child;
using Infra.Machine.Files;
using Infra.Model.Backends;
using Infra.Model.Plans;

namespace Infra.Engine.Tests;

/// <summary>Real processes: killed after each of their writes, and many at once.</summary>
public sealed class ProcessTests : IDisposable
{
    private const int Killed = 137;
    private readonly string folder = Directory.CreateTempSubdirectory("infra-process-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_process_killed_after_any_of_its_writes_leaves_a_state_that_the_next_one_recovers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "SIGKILL and its exit status are Linux's.");
        string reference = await PreparedAsync("reference");
        await UpAsync(reference, "two");
        string[] expected = Resources(reference);
        int kills = 0;
        bool ended = false;
        while (!ended)
        {
            string killed = await PreparedAsync(string.Create(CultureInfo.InvariantCulture, $"killed-{++kills}"));
            (int exitCode, _, string error) = await RunAsync(killed, "two", kills);
            Assert.True(exitCode is Killed or 0, error);
            ended = exitCode == 0;

            await UpAsync(killed, "two");

            Assert.Equal(expected, Resources(killed));
            Assert.Equal(Owned(killed), Existing(killed));
            Assert.False((await Backend(killed, "two").PreviewAsync(Cancellation)).Summary.HasChanges);
        }

        // Every record of the run was the last one once: begins and outcomes, of state and of cloud, and the files put in place around them.
        Assert.Equal(26, kills);
    }

    [Fact]
    public async Task Of_eight_processes_at_once_one_works_at_a_time_and_the_serial_counts_those_that_changed_something()
    {
        (int ExitCode, string Output, string Error)[] runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => RunAsync(folder, $"text{i % 4}", killAfter: 0)));

        Assert.All(runs, r => Assert.Equal((0, ""), (r.ExitCode, r.Error)));
        int changed = runs.Count(r => r.Output.StartsWith("changed", StringComparison.Ordinal));
        Assert.InRange(changed, 4, 8);
        StackStatus status = await Backend(folder, "text0").StatusAsync(Cancellation);
        Assert.Equal((changed, 5), (status.Serial, status.Resources));
        Assert.Equal(Owned(folder), Existing(folder));
        Assert.Null(Backend(folder, "text0").LockHolder());
    }

    private static LocalBackend Backend(string folder, string text) => ChildStack.Backend(folder, text, new DiskFileSystem(), wait: null);

    private static async Task UpAsync(string folder, string text)
    {
        LocalBackend backend = Backend(folder, text);
        Plan plan = await backend.PreviewAsync(Cancellation);
        Assert.True((await backend.ApplyAsync(plan, null, Cancellation)).Succeeded);
    }

    private static StackState State(string folder) =>
        new StateStore(new DiskFileSystem(), Path.Combine(folder, "state", "test.jsonl"), "infra", "test", new FreshIdentity(new CountingEntropy()), new FixedClock()).Load().State;

    private static string[] Resources(string folder) => [.. State(folder).Resources.Select(r => $"{r.Urn} {r.Inputs}")];

    private static string[] Owned(string folder) =>
        [.. State(folder).Resources.Where(r => r.OwnsObject).Select(r => $"{r.Urn.Type}|{r.Id}").Order(StringComparer.Ordinal)];

    private static string[] Existing(string folder) =>
        [.. LocalCloud.Open(new DiskFileSystem(), folder, "test").Requested("").Select(o => $"{o.Type}|{o.Id}")];

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string folder, string text, int killAfter)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(ChildStack).Assembly.Location);
        start.ArgumentList.Add(folder);
        start.ArgumentList.Add(text);
        start.ArgumentList.Add(killAfter.ToString(CultureInfo.InvariantCulture));
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(Cancellation);
        Task<string> error = process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, await output, await error);
    }

    private async Task<string> PreparedAsync(string name)
    {
        string prepared = Path.Combine(folder, name);
        await UpAsync(prepared, "one");
        return prepared;
    }
}
