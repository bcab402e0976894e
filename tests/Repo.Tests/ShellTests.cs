using System.Diagnostics;

namespace Infra.Repo.Tests;

public sealed class ShellTests
{
    public static TheoryData<string> Scripts => ["run", ".ci/run", "offline/feed-probe", "infra/Help/completion.bash", "offline/reference-build", "tests/mutants", "tests/run", "tests/Cli.Tests/Bootstrapping/pulumi"];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_script_passes_shellcheck(string script)
    {
        Assert.SkipUnless(Found("shellcheck"), "shellcheck is not installed: apt-get install shellcheck, or brew install shellcheck. ./run test does so as root where there is apt-get.");
        ProcessStartInfo start = new("shellcheck", [script]) { WorkingDirectory = Tree.Root, RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("", output);
    }

    private static bool Found(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(f => File.Exists(Path.Combine(f, program)));
}
