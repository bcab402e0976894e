using System.Diagnostics;
using System.Globalization;
using Infra.Delivery.Audit;
using Infra.Git;
using Infra.Pipeline.Recording;

namespace Infra.Cli.Tests;

public sealed class AuditProcessTests
{
    private const int Writers = 8;
    private const int RecordsEach = 12;

    [Fact]
    public async Task Eight_processes_with_kills_leave_one_linear_chain_and_lose_nothing()
    {
        using GitWorkspace repository = new();
        await repository.CommitAsync("first");
        CancellationToken cancellation = TestContext.Current.CancellationToken;

        // Some of the writers are killed, each at a moment of its own after some answers: while it writes, waits for its turn or has just written.
        int seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        Random random = new(seed);
        (int After, TimeSpan Wait)?[] kills = [.. Enumerable.Range(0, Writers).Select(w => w > 0 && (w == 1 || random.Next(2) == 0) ? ((int, TimeSpan)?)(random.Next(RecordsEach), TimeSpan.FromMilliseconds(random.Next(60))) : null)];
        string[][] answered = await Task.WhenAll(kills.Select((kill, w) => WriteAsync(repository.Files.Folder, $"w{w}", kill, cancellation)));
        AuditChain chain = await new AuditLog(new GitAuditStore(new GitProcess(repository.Files.Folder), "refs/infra/audit", remote: null), TimeProvider.System).ReadAsync(anchor: null, cancellation);

        Assert.Null(chain.Fault);
        string[] written = [.. chain.Records.Select(r => r.Entry.DeploymentId)];
        Assert.Equal(written.Distinct(StringComparer.Ordinal), written);
        Assert.Empty(answered.SelectMany(a => a).Except(written, StringComparer.Ordinal));

        // A writer that was killed has at most one record that it did not live to answer for.
        Assert.All(Enumerable.Range(0, Writers), w => Assert.InRange(written.Count(id => id.StartsWith($"w{w}-", StringComparison.Ordinal)) - answered[w].Length, 0, 1));
        Assert.All(answered.Where((_, w) => kills[w] is null), a => Assert.Equal(RecordsEach, a.Length));
    }

    [Fact]
    public async Task Two_clones_of_one_remote_share_one_chain()
    {
        using GitWorkspace remote = new();
        await remote.CommitAsync("first");
        string bare = Path.Combine(remote.Files.Folder, ".infra", "remote.git");
        remote.Git("clone", "--quiet", "--bare", ".", bare);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        AuditLog[] clones = [.. Enumerable.Range(1, 2).Select(i =>
        {
            string clone = Path.Combine(remote.Files.Folder, ".infra", string.Create(CultureInfo.InvariantCulture, $"clone-{i}"));
            remote.Git("clone", "--quiet", bare, clone);
            return new AuditLog(new GitAuditStore(new GitProcess(clone), "refs/infra/audit", "origin"), TimeProvider.System);
        })];

        await Task.WhenAll(clones.Select(async (log, i) =>
        {
            for (int n = 0; n < 5; n++)
            {
                await log.AppendAsync(Entry(string.Create(CultureInfo.InvariantCulture, $"c{i}-{n}")), cancellation);
            }
        }));

        AuditChain chain = await clones[0].ReadAsync(anchor: null, cancellation);
        Assert.Null(chain.Fault);
        Assert.Equal(10, chain.Records.Select(r => r.Entry.DeploymentId).Distinct(StringComparer.Ordinal).Count());
    }

    private static AuditEntry Entry(string id) => new()
    {
        DeploymentId = id,
        Timestamp = DateTimeOffset.UnixEpoch,
        Phase = AuditPhase.End,
        Action = "up",
        DeploymentTarget = "prod",
        Actor = "test",
        Backend = "pulumi",
    };

    // The ids that the process answered for before it ended or was killed.
    private static async Task<string[]> WriteAsync(string folder, string name, (int After, TimeSpan Wait)? kill, CancellationToken cancellation)
    {
        string child = Path.Combine(Workspace.Root, "artifacts", "bin", "Infra.Cli.Tests.Child", "release", "Infra.Cli.Tests.Child");
        ProcessStartInfo start = new(child) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (string argument in (string[])["audit", folder, name, RecordsEach.ToString(CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        List<string> answered = [];
        Task killing = Task.CompletedTask;
        do
        {
            if (kill is { } planned && answered.Count == planned.After)
            {
                killing = KillAsync(process, planned.Wait, cancellation);
            }
        }
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } id && Add(answered, id));

        await killing;
        await process.WaitForExitAsync(cancellation);
        return [.. answered];
    }

    private static bool Add(List<string> answered, string id)
    {
        answered.Add(id);
        return true;
    }

    // It goes on writing meanwhile: what is waited for is the moment, not an outcome.
    private static async Task KillAsync(Process process, TimeSpan wait, CancellationToken cancellation)
    {
        await Task.Delay(wait, cancellation);
        process.Kill();
    }
}
