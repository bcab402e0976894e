using System.Diagnostics;
using Infra.GitHub.Tests;

namespace Infra.Attack.Tests;

/// <summary>Class 11: what the run of a pull request leaves for the job that comments is one text, or nothing is taken.</summary>
public sealed class CommentFileTests
{
    public static TheoryData<string, string> Left => new()
    {
        { "a link to a file of the machine", "ln -s /etc/passwd \"$1/plan.md\"" },
        { "a pipe that never ends", "mkfifo \"$1/plan.md\"" },
        { "a folder in the place of the file", "mkdir \"$1/plan.md\"" },
        { "a second file", "echo x > \"$1/plan.md\"; echo x > \"$1/more.md\"" },
        { "a hidden second file", "echo x > \"$1/plan.md\"; echo x > \"$1/.more\"" },
        { "a file of another name", "echo x > \"$1/other.md\"" },
        { "a name with a line break", "echo x > \"$1/plan.md\n\"" },
        { "a file in a folder", "mkdir \"$1/a\"; echo x > \"$1/a/plan.md\"" },
        { "a hundred megabytes", "truncate --size 100M \"$1/plan.md\"" },
        { "one byte too many", "truncate --size 262145 \"$1/plan.md\"" },
    };

    [Theory]
    [MemberData(nameof(Left))]
    public async Task What_is_not_one_bounded_text_is_not_taken(string what, string leave)
    {
        using JobScript script = new("comment.yml", "take-dev", "Take one text of bounded length and nothing else");
        await LeaveAsync(script, leave);

        (int exitCode, string output) = await script.RunAsync("exit 1");

        Assert.True(exitCode == 1, what);
        Assert.Contains("plan.md", output, StringComparison.Ordinal);
        Assert.Equal("(none)", script.Read("outputs"));
    }

    [Theory]
    [InlineData("truncate --size 262144 \"$1/plan.md\"", "found=yes\n")]
    [InlineData("true", "found=no\n")]
    public async Task One_text_is_taken_and_none_is_no_error(string leave, string outputs)
    {
        using JobScript script = new("comment.yml", "take-dev", "Take one text of bounded length and nothing else");
        await LeaveAsync(script, leave);

        (int exitCode, string output) = await script.RunAsync("exit 1");

        Assert.Equal((0, ""), (exitCode, output));
        Assert.Equal(outputs, script.Read("outputs"));
    }

    private static async Task LeaveAsync(JobScript script, string leave)
    {
        string taken = Directory.CreateDirectory(Path.Combine(script.Folder, "taken")).FullName;
        using Process process = Process.Start(new ProcessStartInfo("bash", ["-euc", leave, "bash", taken]))!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
