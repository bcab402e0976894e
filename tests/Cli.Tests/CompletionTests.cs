using System.Diagnostics;
using System.Globalization;

namespace Infra.Cli.Tests;

public sealed class CompletionTests : IDisposable
{
    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData("preview promote", "pr")]
    [InlineData("mv", "state", "m")]
    [InlineData("bootstrap dev prod staging", "preview", "")]
    [InlineData("dev", "preview", "d")]
    [InlineData("dev", "preview", "--seal", "--out", "plan.json", "d")]
    [InlineData("staging", "promote", "dev", "s")]
    [InlineData("", "preview", "dev", "")]
    [InlineData("json markdown tree", "preview", "dev", "--format", "")]
    [InlineData("local pulumi", "up", "--backend", "")]
    [InlineData("--backend --class --emergency --evidence --expect-changes --format --help --plan --reason --wait --yes", "up", "dev", "--")]
    [InlineData("--evidence --expect-changes", "up", "--emergency", "dev", "--e")]
    [InlineData("kavya", "approve", "plan.json", "--as", "k")]
    [InlineData("compliance_team cto", "approve", "plan.json", "--role", "c")]
    [InlineData("payments-api", "apps", "order", "prod", "--failed", "payments-a")]
    [InlineData("payments-api=", "hotfix", "prod", "--app", "payments-a")]
    [InlineData("GKE001", "policy", "explain", "GKE001")]
    [InlineData("bash fish zsh", "completion", "")]
    [InlineData("", "nonsense", "")]
    [InlineData("", "preview", "dev", "--out", "")]
    public async Task What_may_come_next_is_suggested(string expected, params string[] words)
    {
        (string output, int exitCode) = await workspace.RunAsync(["completion", "suggest", "--", .. words]);

        Assert.Equal((expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), 0), (output.Split('\n', StringSplitOptions.RemoveEmptyEntries), exitCode), new LinesAndCode());
    }

    [Fact]
    public async Task Resources_complete_from_what_is_recorded()
    {
        await workspace.RunAsync(["up", "dev", "--yes", "--format", "json"]);

        (string output, _) = await workspace.RunAsync(["completion", "suggest", "--", "state", "mv", "dev", "setu-dev-v"]);

        Assert.Equal("setu-dev-vpc\n", output);
    }

    [Fact]
    public async Task A_name_that_means_something_to_a_shell_is_never_suggested()
    {
        workspace.Write("stacks/Pulumi.$(touch owned).yaml", "x");
        workspace.Write("stacks/Pulumi.a;b.yaml", "x");

        (string output, _) = await workspace.RunAsync(["completion", "suggest", "--", "preview", ""]);

        Assert.Equal("bootstrap\ndev\nprod\nstaging\n", output);
    }

    [Fact]
    public async Task Outside_of_a_repository_and_with_broken_files_nothing_is_said()
    {
        workspace.Write("stacks/delivery/approvals.yaml", "people: [");
        (string broken, int first) = await workspace.RunAsync(["completion", "suggest", "--", "approve", "x", "--as", ""]);
        File.Delete(Path.Combine(workspace.Folder, "Pulumi.yaml"));
        (string outside, int second) = await workspace.RunAsync(["completion", "suggest", "--", "preview", ""]);

        Assert.Equal(("", "", 0, 0), (broken, outside, first, second));
    }

    [Fact]
    public async Task Bash_completes_commands_environments_and_values()
    {
        const string ask = "source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _infra; printf '%s\\n' \"${COMPREPLY[@]}\"; complete -p infra";

        Assert.Equal("status\ncomplete -o default -F _infra infra\n", await ShellAsync("bash", ["--norc", "-c", ask, "bash", Script("bash"), Program, "stat"], "state\n"));
        Assert.Equal("dev\ncomplete -o default -F _infra infra\n", await ShellAsync("bash", ["--norc", "-c", ask, "bash", Script("bash"), Program, "up", "d"]));
        Assert.Equal("json\ncomplete -o default -F _infra infra\n", await ShellAsync("bash", ["--norc", "-c", ask, "bash", Script("bash"), Program, "up", "dev", "--format", "j"]));
    }

    [Fact]
    public async Task Zsh_completes_commands_environments_and_values()
    {
        // compadd works inside the line editor alone, so it is one that prints here.
        const string ask = "compdef() { }; compadd() { shift; print -l -- \"$@\" }; _files() { print files }; source \"$1\"; shift; words=(\"$@\"); CURRENT=$#; _infra";

        Assert.Equal("dev\n", await ShellAsync("zsh", ["-f", "-c", ask, "zsh", Script("zsh"), Program, "up", "d"]));
        Assert.Equal("json\n", await ShellAsync("zsh", ["-f", "-c", ask, "zsh", Script("zsh"), Program, "up", "dev", "--format", "j"]));
        Assert.Equal("files\n", await ShellAsync("zsh", ["-f", "-c", ask, "zsh", Script("zsh"), Program, "approve", ""]));
    }

    [Fact]
    public async Task Fish_completes_commands_environments_and_values()
    {
        string ask(string line) => $"source {Script("fish")}; complete -C '{line}'";

        Assert.Equal("dev\n", await ShellAsync("fish", ["--no-config", "-c", ask("infra up d")]));
        Assert.Equal("json\n", await ShellAsync("fish", ["--no-config", "-c", ask("infra up dev --format j")]));
    }

    private static string Program => Path.Combine(Workspace.Root, "artifacts", "bin", "Infra", "release", "infra");

    private string Script(string shell)
    {
        string file = Path.Combine(workspace.Folder, $"completion.{shell}");
        if (!File.Exists(file))
        {
            using StringWriter output = new(CultureInfo.InvariantCulture);
            Assert.Equal(0, workspace.RunAsync(["completion", shell], output, TextWriter.Null).GetAwaiter().GetResult());
            File.WriteAllText(file, output.ToString());
        }

        return file;
    }

    // The shell as a person has it, with the program on the PATH; a line that comes first may be given, which is then left out of what is returned.
    private async Task<string> ShellAsync(string shell, string[] arguments, string first = "")
    {
        string? path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(f => Path.Combine(f, shell)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{shell} is not installed: apt-get install {shell}. ./run test does so as root where there is apt-get.");
        ProcessStartInfo start = new(path!, arguments) { WorkingDirectory = workspace.Folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["PATH"] = $"{Path.GetDirectoryName(Program)}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["HOME"] = workspace.Folder;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await errors);
        Assert.StartsWith(first, output, StringComparison.Ordinal);
        return output[first.Length..];
    }

    private sealed class LinesAndCode : IEqualityComparer<(string[] Lines, int Code)>
    {
        public bool Equals((string[] Lines, int Code) x, (string[] Lines, int Code) y) => x.Lines.SequenceEqual(y.Lines, StringComparer.Ordinal) && x.Code == y.Code;

        public int GetHashCode((string[] Lines, int Code) obj) => obj.Code;
    }
}
