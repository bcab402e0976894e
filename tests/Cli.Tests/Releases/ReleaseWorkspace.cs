using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Cli.Tests.Releases;

/// <summary>A real git repository with a repository of applications beside it, in which dev runs what main has.</summary>
internal sealed partial class ReleaseWorkspace : IDisposable
{
    private int plans;

    private ReleaseWorkspace(GitWorkspace git) => Git = git;

    public GitWorkspace Git { get; }

    public Workspace Files => Git.Files;

    /// <summary>A repository whose environments are released and whose dev is applied. Staging asks for no evidence, unless a test says so.</summary>
    public static async Task<ReleaseWorkspace> AppliedAsync()
    {
        GitWorkspace git = new();
        git.Files.Replace("stacks/gates.yaml", "    freezeClear: {}\n    testsPassed:\n      suites:\n        - unit\n    riskWithin: {}\n  prod", "    riskWithin: {}\n  prod");
        string first = await git.CommitAsync("first");
        git.Release("staging", first);
        git.Release("prod", first);
        await git.CommitAsync("release");
        ReleaseWorkspace workspace = new(git);
        string applications = Path.Combine(git.Files.Folder, ".infra", "deploy.git");
        git.Git("clone", "--quiet", "--bare", ".", applications);
        git.Git("config", $"url.{applications}.insteadOf", "https://github.com/setu-retail/deploy");
        await workspace.ApplyAsync("dev");
        return workspace;
    }

    public void Dispose() => Git.Dispose();

    /// <summary>Runs a command.</summary>
    public Task<(string Output, int ExitCode)> RunAsync(params string[] arguments) => Files.RunAsync(arguments);

    /// <summary>Runs a command that must succeed, and returns what it wrote.</summary>
    public async Task<string> MustAsync(params string[] arguments)
    {
        (string output, int exitCode) = await RunAsync(arguments);
        Assert.True(exitCode == 0, output);
        return output;
    }

    /// <summary>Seals and applies what is checked out. Gates of protected environments are not what these tests are about.</summary>
    public async Task ApplyAsync(string environment)
    {
        string plan = string.Create(CultureInfo.InvariantCulture, $".infra/plan-{++plans}.json");
        await MustAsync("preview", environment, "--seal", "--out", plan);
        await MustAsync("up", environment, "--plan", plan, "--yes");
    }

    /// <summary>Every branch with its commit.</summary>
    public string Branches() => Git.Git("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads");

    /// <summary>The only branch below a folder.</summary>
    public string Branch(string folder) => Assert.Single(Git.Git("for-each-ref", "--format=%(refname:short)", $"refs/heads/{folder}").Split('\n', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The outcomes that are recorded of an action, in order.</summary>
    public async Task<string[]> OutcomesAsync(string action, string backend = "local") =>
        [.. (await MustAsync("audit", "show", "--action", action, "--backend", backend, "--format", "json")).Split('\n').SelectMany(l => Outcome().Matches(l).Select(m => m.Groups[1].Value))];

    /// <summary>An output with every commit and digest as a word, because they change with every file of the repository.</summary>
    public static string Named(string output) => Hash().Replace(output, "HASH");

    [GeneratedRegex("\\b([0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{12})\\b")]
    private static partial Regex Hash();

    [GeneratedRegex("\"outcome\":\"([a-z]+)\"")]
    private static partial Regex Outcome();
}
