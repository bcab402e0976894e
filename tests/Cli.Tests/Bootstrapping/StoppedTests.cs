using Infra.Machine.Files;

namespace Infra.Cli.Tests.Bootstrapping;

/// <summary>A bootstrap whose update stops in its middle has changed something, and the audit record says so.</summary>
public sealed class StoppedTests
{
    private const string Grant = "b/setu-seed-284517-staging-state/roles/storage.objectViewer/serviceAccount:setu-staging-plan@setu-seed-284517.iam.gserviceaccount.com";

    [Fact]
    public async Task An_update_that_stops_after_its_first_step_is_recorded_as_failed_and_the_next_run_does_the_rest()
    {
        using Workspace workspace = new();
        (string made, int first) = await workspace.RunAsync(["bootstrap", "--write", "--yes"]);
        Assert.True(first == 0, made);
        workspace.Replace("stacks/Pulumi.bootstrap.yaml", "    owner: platform-team", "    owner: another-team");

        // When the record before is written the plan is made, and a grant that only stays as it is in it is deleted.
        workspace.Disk = new Meanwhile(".infra/audit-local.jsonl", () => Forget(workspace));
        (string stopped, int exitCode) = await workspace.RunAsync(["bootstrap", "--write", "--yes"]);
        workspace.Disk = null;

        Assert.Equal(11, exitCode);
        Assert.Contains(" would be created, and the plan says same. The plan is out of date and nothing further was done; preview again.\n", stopped, StringComparison.Ordinal);
        Assert.Equal(["begins", "succeeded after 0 s", "begins", "failed after 0 s"], await RecordedAsync(workspace));
        (string again, int last) = await workspace.RunAsync(["bootstrap", "--write", "--yes"]);
        Assert.True(last == 0, again);
        Assert.Contains("1 created, ", again, StringComparison.Ordinal);
        Assert.Equal(7, (await workspace.RunAsync(["preview", "bootstrap", "--expect-changes"])).ExitCode);
    }

    private static async Task<string[]> RecordedAsync(Workspace workspace) =>
        [.. (await workspace.RunAsync(["audit", "show", "--env", "bootstrap"])).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l[(l.LastIndexOf(", ", StringComparison.Ordinal) + 2)..])];

    private static void Forget(Workspace workspace)
    {
        workspace.Disk = null;
        (string said, int exitCode) = workspace.RunAsync(["cloud", "delete", "bootstrap", Grant]).GetAwaiter().GetResult();
        Assert.True(exitCode == 0, said);
    }

    /// <summary>A disk on which something happens right before a file is written for the first time.</summary>
    private sealed class Meanwhile(string file, Action happens) : IFileSystem
    {
        private readonly DiskFileSystem disk = new();
        private bool happened;

        public byte[]? Read(string path) => disk.Read(path);

        public IReadOnlyList<string> List(string folder) => disk.List(folder);

        public IDisposable? TryGuard(string path) => disk.TryGuard(path);

        public IAppendFile Append(string path) => disk.Append(path);

        public void Replace(string path, ReadOnlyMemory<byte> content)
        {
            if (!happened && path.Replace('\\', '/').EndsWith(file, StringComparison.Ordinal))
            {
                happened = true;
                happens();
            }

            disk.Replace(path, content);
        }

        public void Delete(string path) => disk.Delete(path);
    }
}
