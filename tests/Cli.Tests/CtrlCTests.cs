using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Infra.Cli.Tests;

public sealed class CtrlCTests : IDisposable
{
    private static readonly string Child = Path.Combine(Workspace.Root, "artifacts", "bin", "Infra.Cli.Tests.Child", "release", "Infra.Cli.Tests.Child");

    private readonly Workspace workspace = new();

    public CtrlCTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGINT that one process can send to another.");

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task Ctrl_C_during_a_preview_leaves_one_sentence_and_shows_no_plan()
    {
        (string output, string errors, int exitCode) = await ChildAsync("read", "preview", "dev");

        Assert.Equal(("", "Planning dev on the local backend: a dry run, no cloud is touched, no credentials are used ...\nerror: Cancelled; the command did not come to its end.\n", (int)ExitCode.Cancelled), (output, errors, exitCode));
    }

    [Fact]
    public async Task Ctrl_C_before_the_first_step_of_an_update_says_that_nothing_was_changed_and_gives_the_lock_back()
    {
        // The second write is that of the lock; the number of the lock was the first.
        (string output, string errors, int exitCode) = await ChildAsync("2", "up", "dev", "--yes");

        Assert.Equal(("", "Planning dev on the local backend: a dry run, no cloud is touched, no credentials are used ...\nerror: Cancelled before the first step: nothing was changed in dev, and its lock is given back.\n", (int)ExitCode.Cancelled), (output, errors, exitCode));
        Assert.False(File.Exists(Path.Combine(workspace.Folder, ".infra", "state", "dev.lock")));
        Assert.False(File.Exists(Path.Combine(workspace.Folder, ".infra", "state", "dev.jsonl")));
    }

    [Fact]
    public async Task Ctrl_C_in_the_middle_of_an_update_records_what_was_done_and_the_next_update_goes_on()
    {
        (string output, _, int exitCode) = await ChildAsync("30", "up", "dev", "--yes");
        (string verified, int good) = await workspace.RunAsync(["state", "verify", "dev"]);
        (string rest, int ended) = await workspace.RunAsync(["up", "dev", "--yes"]);
        (string nothing, _) = await workspace.RunAsync(["preview", "dev"]);

        Match said = Regex.Match(output, "\nCancelled: (?<made>[0-9]+) created in dev\\. [0-9]+ skipped\\. The lock is given back; `infra up dev` goes on from here\\.\n$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));
        Assert.True(said.Success, output);
        Assert.InRange(int.Parse(said.Groups["made"].Value, null), 1, 204);
        Assert.Equal((int)ExitCode.Cancelled, exitCode);
        Assert.False(File.Exists(Path.Combine(workspace.Folder, ".infra", "state", "dev.lock")));
        Assert.Equal(("The state of dev is good.\n", 0), (verified, good));
        Assert.Equal(0, ended);
        Assert.DoesNotContain("Done: 205 created", rest, StringComparison.Ordinal);
        Assert.Contains("Plan: no changes", nothing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_in_the_middle_of_a_destroy_says_how_it_goes_on()
    {
        await workspace.RunAsync(["up", "dev", "--yes"]);

        (string output, _, int exitCode) = await ChildAsync("12", "destroy", "dev", "--yes");

        Assert.EndsWith(" The lock is given back; `infra destroy dev` goes on from here.\n", output, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.Cancelled, exitCode);
    }

    [Fact]
    public async Task Ctrl_C_at_a_question_on_a_terminal_changes_nothing_and_gives_the_lock_back()
    {
        // script of util-linux gives the program a terminal, whose line discipline makes a signal of the byte that Ctrl-C is.
        // exec: a shell between the two would get the signal as well, and end with 130 whatever its child ends with.
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "There is no /usr/bin/script (util-linux), which gives the program a terminal.");
        ProcessStartInfo start = new("/usr/bin/script", ["-qefc", $"exec '{Child}' interrupted '{workspace.Folder}' never up dev", "/dev/null"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        string shown = "";
        char[] read = new char[1];
        while (!shown.EndsWith("to confirm: ", StringComparison.Ordinal) && await process.StandardOutput.ReadAsync(read, TestContext.Current.CancellationToken) > 0)
        {
            shown += read[0];
        }

        await process.StandardInput.WriteAsync('\u0003');
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        string after = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("error: Cancelled at the question; nothing was changed, and no lock is held.", after.Replace("^C", "", StringComparison.Ordinal).Trim());
        Assert.Equal((int)ExitCode.Cancelled, process.ExitCode);
        Assert.False(File.Exists(Path.Combine(workspace.Folder, ".infra", "state", "dev.lock")));
    }

    private async Task<(string Output, string Errors, int ExitCode)> ChildAsync(string moment, params string[] command)
    {
        ProcessStartInfo start = new(Child, ["interrupted", workspace.Folder, moment, .. command])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (output, await errors, process.ExitCode);
    }
}
