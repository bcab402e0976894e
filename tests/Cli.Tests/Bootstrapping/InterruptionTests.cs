using System.Diagnostics;
using System.Globalization;
using System.Text;
using Infra.Model.Backends;

namespace Infra.Cli.Tests.Bootstrapping;

/// <summary>Bootstrap, stopped anywhere and run again, ends as if it had not been stopped.</summary>
public sealed class InterruptionTests : IDisposable
{
    private const int Killed = 137;
    private static readonly Lazy<Task<string>> Uninterrupted = new(UninterruptedAsync);
    private static readonly Lazy<Task<string>> Left = new(LeftAsync);
    private readonly Workspace workspace = new();

    public InterruptionTests() => workspace.DeleteFoundations();

    /// <summary>The steps that do something in the pretended cloud.</summary>
    public static TheoryData<string> Steps => ["up", "move-state", "remove-local-copy", "foundations"];

    /// <summary>Of the 296 writes of a bootstrap: the lock and the first of the update, two inside it, its end, the move, the foundations.</summary>
    public static TheoryData<int> Writes => [1, 2, 3, 4, 100, 200, 286, 287, 288, 289, 290, 291, 292, 293, 294, 295, 296];

    public void Dispose() => workspace.Dispose();

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Stopped_by_an_error_after_a_step_it_goes_on_from_there(string step)
    {
        string expected = await Uninterrupted.Value;
        using FailingWriter error = new($"{step} ");

        int stopped = await workspace.RunAsync(["bootstrap", "--write", "--yes"], TextWriter.Null, error);
        (string again, int code) = await workspace.RunAsync(["bootstrap", "--write", "--yes"]);

        Assert.Equal((int)ExitCode.Error, stopped);
        Assert.True(code == 0, again);
        Assert.Equal(expected, await ResultAsync(workspace));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_process_killed_after_a_step_is_taken_up_by_the_next(string step)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "SIGKILL and its exit status are Linux's.");
        string expected = await Uninterrupted.Value;

        Assert.Equal(Killed, await ChildAsync("bootstrap-step", step));
        (string again, int code) = await workspace.RunAsync(["bootstrap", "--write", "--yes"]);

        Assert.True(code == 0, again);
        Assert.Equal(expected, await ResultAsync(workspace));
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_process_killed_after_any_write_is_taken_up_by_the_next(int write)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "SIGKILL and its exit status are Linux's.");
        string expected = await Uninterrupted.Value;

        Directory.Delete(workspace.Folder, recursive: true);
        Directory.Move(Path.Combine(await Left.Value, write.ToString(CultureInfo.InvariantCulture)), workspace.Folder);
        (string again, int code) = await workspace.RunAsync(["bootstrap", "--write", "--yes"]);

        Assert.True(code == 0, again);
        Assert.Equal(expected, await ResultAsync(workspace));
    }

    [Theory]
    [InlineData("foundations")]
    [InlineData("move-state")]
    [InlineData("up")]
    public async Task An_undo_that_was_killed_after_a_step_is_ended_by_the_next(string step)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "SIGKILL and its exit status are Linux's.");
        workspace.Replace("stacks/Pulumi.bootstrap.yaml", "infra:protect: true", "infra:protect: false\n  infra:lockAudit: false");
        await workspace.RunAsync(["bootstrap", "--write", "--yes"]);

        Assert.Equal(Killed, await ChildAsync("undo-step", step));
        (string again, int code) = await workspace.RunAsync(["bootstrap", "--undo", "--write", "--yes"]);

        Assert.True(code == 0, again);
        Assert.Equal("", workspace.Foundations());
        Assert.False(Directory.Exists(Path.Combine(workspace.Folder, ".infra", "bootstrap")));
        (string cloud, _) = await workspace.RunAsync(["cloud", "show", "bootstrap", "--format", "json"]);
        Assert.Contains("\"resources\": []", cloud, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_one_bootstrap_is_at_work_another_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(workspace.Folder, ".infra"));
        using IDisposable? guard = new Infra.Machine.Files.DiskFileSystem().TryGuard(Path.Combine(workspace.Folder, ".infra", "bootstrap.guard"));
        Assert.NotNull(guard);

        (string output, int code) = await workspace.RunAsync(["bootstrap", "--write", "--yes"]);

        Assert.Equal("error: Another `infra bootstrap` is running in this repository. Wait until it has ended.\n", output);
        Assert.Equal((int)ExitCode.Error, code);
    }

    [Fact]
    public async Task An_answer_that_is_not_yes_changes_nothing()
    {
        (string output, int code) = await workspace.RunAsync(["bootstrap"], "no\n");

        Assert.Equal((int)ExitCode.Cancelled, code);
        Assert.EndsWith("Bootstrap Setu Retail platform on the local backend? Type 'yes' to confirm: error: Not confirmed; nothing was changed.\n", output, StringComparison.Ordinal);
        Assert.Equal(["bootstrap.guard"], Directory.GetFiles(Path.Combine(workspace.Folder, ".infra"), "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    // What a process leaves on the disk that is killed after a write is what is there right after it: one process that is killed after the last leaves
    // a folder for each.
    private static async Task<string> LeftAsync()
    {
        string copies = Directory.CreateTempSubdirectory("infra-killed-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(copies, recursive: true);
        using Workspace stopped = new();
        stopped.DeleteFoundations();
        Assert.Equal(Killed, await ChildAsync("bootstrap-writes", stopped.Folder, [copies, .. Writes.Select(w => w.Data.ToString(CultureInfo.InvariantCulture))]));
        return copies;
    }

    private static async Task<string> UninterruptedAsync()
    {
        using Workspace reference = new();
        reference.DeleteFoundations();
        (string output, int code) = await reference.RunAsync(["bootstrap", "--write", "--yes"]);
        Assert.True(code == 0, output);
        return await ResultAsync(reference);
    }

    // Everything that is recorded and everything that exists, without serial, lineage and times; the foundations byte by byte; what is left on the disk.
    private static async Task<string> ResultAsync(Workspace workspace)
    {
        (string state, _) = await workspace.RunAsync(["state", "show", "bootstrap", "--format", "json"]);
        (string cloud, _) = await workspace.RunAsync(["cloud", "show", "bootstrap", "--format", "json"]);
        (string verified, _) = await workspace.RunAsync(["state", "verify", "bootstrap"]);
        (string preview, int code) = await workspace.RunAsync(["preview", "bootstrap", "--detailed-exitcode"]);
        Assert.True(code == 0, preview);
        return $"{state}{cloud}{verified}{workspace.Foundations()}{Directory.Exists(Path.Combine(workspace.Folder, ".infra", "bootstrap"))}";
    }

    private Task<int> ChildAsync(string verb, string step) => ChildAsync(verb, workspace.Folder, step);

    private static async Task<int> ChildAsync(string verb, string folder, params string[] at)
    {
        string child = Path.Combine(Workspace.Root, "artifacts", "bin", "Infra.Cli.Tests.Child", "release", "Infra.Cli.Tests.Child");
        using Process process = Process.Start(new ProcessStartInfo(child, [verb, folder, .. at]) { UseShellExecute = false })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    // A terminal that goes away after the line of a step.
    private sealed class FailingWriter(string prefix) : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(string? value)
        {
            if (value?.StartsWith(prefix, StringComparison.Ordinal) ?? false)
            {
                throw new IOException("the terminal went away");
            }

            base.Write(value);
        }
    }
}
