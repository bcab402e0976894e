using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Infra.Model.Masking;

namespace Infra.Cli.Tests.Releases;

/// <summary>A real git repository with a repository of applications beside it, in which dev runs what main has.</summary>
internal sealed partial class ReleaseWorkspace : IDisposable
{
    private int plans;

    private ReleaseWorkspace(GitWorkspace git)
    {
        Git = git;
        Runs = Revision().Match(Files.Read("stacks/staging/release.yaml")).Value;

        // A copy holds the plans that were applied to make it.
        string kept = Path.Combine(Files.Folder, ".infra");
        plans = Directory.Exists(kept) ? Directory.GetFiles(kept, "plan-*.json").Length : 0;
    }

    public GitWorkspace Git { get; }

    public Workspace Files => Git.Files;

    /// <summary>A repository whose environments are released and whose dev is applied. Staging asks for no evidence, unless a test says so.</summary>
    public static async Task<ReleaseWorkspace> AppliedAsync() => new(await GitWorkspace.CopyAsync("applied", async () =>
    {
        GitWorkspace git = new();
        git.Files.Replace("stacks/delivery/gates.yaml", "    freezeClear: {}\n    testsPassed:\n      suites:\n        - unit\n    riskWithin: {}\n  prod", "    riskWithin: {}\n  prod");
        string first = await git.CommitAsync("first");
        git.Release("staging", first);
        git.Release("prod", first);
        await git.CommitAsync("release");
        string applications = Path.Combine(git.Files.Folder, ".infra", "deploy.git");
        git.Git("clone", "--quiet", "--bare", ".", applications);
        git.Git("config", $"url.{applications}.insteadOf", "https://github.com/setu-retail/deploy");
        await new ReleaseWorkspace(git).ApplyAsync("dev");
        return git;
    }));

    /// <summary>The same, in which staging runs a commit that the repository of applications has, and its gates and those of production ask for nothing but a fresh plan.</summary>
    public static async Task<ReleaseWorkspace> StagedAsync() => new(await GitWorkspace.CopyAsync("staged", async () =>
    {
        ReleaseWorkspace workspace = await AppliedAsync();
        string runs = workspace.Application("what runs", null);
        workspace.Files.Write("stacks/delivery/gates.yaml", Asked().Replace(workspace.Files.Read("stacks/delivery/gates.yaml"), "  ${name}:\n    planFresh: {}\n"));
        workspace.Files.Replace("stacks/staging/release.yaml", "98b97d4ab9ece0ee18dacd90f7005eb06493d905", $"\"{runs}\"");
        await workspace.Git.CommitAsync("staging runs a commit of the applications");
        await workspace.ApplyAsync("staging");
        return workspace.Git;
    }));

    /// <summary>Makes a commit in the repository of applications.</summary>
    /// <param name="subject">Its subject.</param>
    /// <param name="parent">Its parent; null for none.</param>
    public string Application(string subject, string? parent)
    {
        string[] at = [$"--git-dir={Path.Combine(Files.Folder, ".infra", "deploy.git")}"];
        string tree = Git.Git([.. at, "rev-parse", "main^{tree}"]).Trim();
        string commit = Git.Git([.. at, "commit-tree", tree, "-m", subject, .. parent is null ? (string[])[] : ["-p", parent]]).Trim();
        Git.Git([.. at, "update-ref", $"refs/heads/{commit}", commit]);
        return commit;
    }

    /// <summary>Runs a command and writes it into the transcript, with what it wrote and how it ended.</summary>
    public async Task PlayAsync(params string[] arguments)
    {
        (string output, int exitCode) = await RunAsync(arguments);
        Transcript.Append(CultureInfo.InvariantCulture, $"$ infra {string.Join(' ', arguments.Select(a => a.Contains(' ', StringComparison.Ordinal) ? $"\"{a}\"" : Printable.Text(a)))}\n{output}[exit {exitCode}]\n\n");
    }

    /// <summary>The same with its data alone, and nothing of what it says to people.</summary>
    public async Task PlayDataAsync(params string[] arguments)
    {
        using StringWriter data = new();
        int exitCode = await Files.RunAsync(arguments, data, TextWriter.Null);
        Transcript.Append(CultureInfo.InvariantCulture, $"$ infra {string.Join(' ', arguments)} 2> /dev/null\n{data}[exit {exitCode}]\n\n");
    }

    /// <summary>Writes a remark into the transcript.</summary>
    public void Say(string remark) => Transcript.Append(CultureInfo.InvariantCulture, $"-- {remark}\n");

    /// <summary>What was played, every commit and digest as a word that says which it is: <c>H1</c> for the first that appears.</summary>
    public string Played
    {
        get
        {
            List<string> known = [];
            return Hash().Replace(Transcript.ToString(), hash =>
            {
                string digits = hash.Value[..12];
                if (!known.Contains(digits, StringComparer.Ordinal))
                {
                    known.Add(digits);
                }

                return $"H{known.IndexOf(digits) + 1}";
            });
        }
    }

    /// <summary>Merges the branch of a release, as GitHub would.</summary>
    /// <param name="folder">The folder of branches in which one is not merged yet, such as <c>hotfix/staging</c>.</param>
    public void Merge(string folder)
    {
        string branch = Assert.Single(Git.Git("for-each-ref", "--no-merged=main", "--format=%(refname:short)", $"refs/heads/{folder}").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Git.Git("merge", "--quiet", "--no-ff", "--message", "merge", branch);
        Transcript.Append(CultureInfo.InvariantCulture, $"-- Somebody merges {branch}.\n\n");
    }

    /// <summary>The commit of the applications that staging ran first.</summary>
    public string Runs { get; }

    private StringBuilder Transcript { get; } = new();

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

    [GeneratedRegex("^  (?<name>staging|prod):\\n(?:    .*\\n)+", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Asked();

    [GeneratedRegex("(?<=^revision: \")[0-9a-f]{40}", RegexOptions.Multiline)]
    private static partial Regex Revision();

    [GeneratedRegex("\"outcome\":\"([a-z]+)\"")]
    private static partial Regex Outcome();
}
