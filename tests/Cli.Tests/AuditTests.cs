using System.Globalization;
using System.Text;
using Infra.Git;
using Infra.Pipeline.Recording;

namespace Infra.Cli.Tests;

public sealed class AuditTests
{
    [Fact]
    public async Task Everything_that_changes_an_environment_is_recorded_before_and_after()
    {
        using GitWorkspace repository = new();
        repository.Files.Variables["USER"] = "asha";
        await repository.CommitAsync("first");

        await repository.Files.RunAsync(["up", "dev", "--yes", "--reason", "first dry run"]);
        await repository.Files.RunAsync(["state", "unlock", "dev", "--yes"]);
        await repository.Files.RunAsync(["destroy", "dev", "--yes"]);
        (string shown, int exitCode) = await repository.Files.RunAsync(["audit", "show"]);

        Assert.Equal(0, exitCode);
        Assert.Equal(
            """
                1  2026-11-21 04:30:00  up dev by asha on local, begins: first dry run
                2  2026-11-21 04:30:00  up dev by asha on local, succeeded after 0 s: first dry run
                3  2026-11-21 04:30:00  unlock dev by asha on local, begins
                4  2026-11-21 04:30:00  unlock dev by asha on local, succeeded after 0 s
                5  2026-11-21 04:30:00  destroy dev by asha on local, begins
                6  2026-11-21 04:30:00  destroy dev by asha on local, succeeded after 0 s

            """,
            shown);
        (string verified, int verify) = await repository.Files.RunAsync(["audit", "verify"]);
        Assert.Equal(0, verify);
        Assert.StartsWith("6 records, each follows the one before. Anchor: 6:sha256:", verified, StringComparison.Ordinal);
        Assert.DoesNotContain("destroy", (await repository.Files.RunAsync(["audit", "show", "--action", "up"])).Output, StringComparison.Ordinal);
        Assert.Empty((await repository.Files.RunAsync(["audit", "show", "--env", "prod"])).Output);
        Assert.Empty((await repository.Files.RunAsync(["audit", "show", "--since", "2026-11-22"])).Output);
    }

    [Fact]
    public async Task Bootstrap_is_recorded_like_every_other_update()
    {
        using Workspace workspace = new();
        workspace.Variables["USER"] = "asha";

        await workspace.RunAsync(["bootstrap", "--yes"]);

        Assert.Equal(
            "    1  2026-11-21 04:30:00  up bootstrap by asha on local, begins\n    2  2026-11-21 04:30:00  up bootstrap by asha on local, succeeded after 0 s\n",
            (await workspace.RunAsync(["audit", "show"])).Output);
    }

    [Fact]
    public async Task A_folder_without_git_keeps_its_record_in_a_file()
    {
        using Workspace workspace = new();

        await workspace.RunAsync(["up", "dev", "--yes"]);

        Assert.Equal(2, workspace.Read(".infra/audit-local.jsonl").Count(c => c == '\n'));
        Assert.Equal(0, (await workspace.RunAsync(["audit", "verify"])).ExitCode);
        workspace.Replace(".infra/audit-local.jsonl", "\"outcome\":\"succeeded\"", "\"outcome\":\"failed\"");
        (string output, int exitCode) = await workspace.RunAsync(["audit", "verify"]);
        Assert.Equal(
            (1, "error: The audit record is broken: record 2: its hash is not that of its content. What stands before it is good. This is the record of dry runs: delete .infra and the refs below refs/infra of this clone to begin anew.\n"),
            (exitCode, output));
    }

    [Fact]
    public async Task Records_that_were_cut_off_are_missed_by_the_machine_that_wrote_them()
    {
        using GitWorkspace repository = new();
        await repository.CommitAsync("first");
        await repository.Files.RunAsync(["up", "dev", "--yes"]);

        repository.Git("update-ref", "refs/infra/audit-local", "refs/infra/audit-local~1");
        (string output, int exitCode) = await repository.Files.RunAsync(["audit", "verify"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("the end was cut off: record 2 was anchored, and there are 1", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_not_done()
    {
        using Workspace workspace = new();
        Directory.CreateDirectory(Path.Combine(workspace.Folder, ".infra"));
        workspace.Write(".infra/audit-local.jsonl", "{}\n");

        (string output, int exitCode) = await workspace.RunAsync(["up", "dev", "--yes"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("error: The last audit record is broken: it is not an audit record. Nothing is added behind it and nothing that is not recorded is done.", output, StringComparison.Ordinal);
        Assert.Contains("nothing was applied yet", (await workspace.RunAsync(["status", "dev"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_record_goes_on_in_another_file()
    {
        using GitWorkspace repository = new();
        await repository.CommitAsync("first");
        GitAuditStore store = new(new GitProcess(repository.Files.Folder), "refs/infra/audit", remote: null);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string lines = string.Concat(Enumerable.Range(1, 1000).Select(i => string.Create(CultureInfo.InvariantCulture, $"line {i}\n")));

        Assert.True(await store.TryAppendAsync(await store.HeadAsync(cancellation), lines, cancellation));
        Assert.True(await store.TryAppendAsync(await store.HeadAsync(cancellation), "line 1001\n", cancellation));

        Assert.Equal("000000.jsonl\n000001.jsonl\n", repository.Git("ls-tree", "--name-only", "refs/infra/audit"));
        Assert.Equal("line 1001", (await store.HeadAsync(cancellation)).LastLine);
        List<string> read = [];
        string version = await store.ReadAsync(file => read.Add(Encoding.UTF8.GetString(file)), cancellation);
        Assert.Equal([lines, "line 1001\n"], read);
        Assert.Equal((await store.HeadAsync(cancellation)).Version, version);
    }
}
