using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.GitHub.Tests.Server;
using Infra.Machine.Chance;
using Infra.Pipeline.Workspace;

namespace Infra.Cli.Tests.GitHub;

/// <summary>A real git repository with the committed gates, approvals and calendar, a GitHub with a memory, and a clock that is moved by hand. The cloud is the pretended one.</summary>
internal sealed partial class StoryWorkspace : IAsyncDisposable
{
    private int files;

    private StoryWorkspace(string now, GitWorkspace git, GitHubServer server) => (Clock, Git, Server) = (new SetClock(now), git, server);

    public SetClock Clock { get; }

    public GitWorkspace Git { get; }

    public GitHubServer Server { get; }

    /// <summary>A repository whose environments are released, of which none is applied yet.</summary>
    public static async Task<StoryWorkspace> StartAsync(string now)
    {
        StoryWorkspace story = new(now, await GitWorkspace.ReleasedAsync(), await GitHubServer.StartAsync(prism: null));
        GitWorkspace git = story.Git;
        git.Files.TrustsAddresses = true;
        git.Files.Clock = story.Clock;
        git.Files.Entropy = new SystemEntropy();
        git.Files.PullRequests = (host, _) => new GitHubPullRequests(host);
        foreach ((string name, string value) in new[] { ("GITHUB_REPOSITORY", "setu-retail/platform"), ("GITHUB_API_URL", story.Server.Address.ToString()), ("GITHUB_TOKEN", GitHubServer.Token), ("USER", "builder") })
        {
            git.Files.Variables[name] = value;
        }

        string applications = Path.Combine(git.Files.Folder, ".infra", "deploy.git");
        git.Git("clone", "--quiet", "--bare", ".", applications);
        git.Git("config", $"url.{applications}.insteadOf", "https://github.com/setu-retail/deploy");
        return story;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Git.Dispose();
    }

    /// <summary>Runs a command that must succeed and show no token.</summary>
    public async Task<string> MustAsync(params string[] arguments)
    {
        (string output, int exitCode) = await Git.Files.RunAsync(arguments);
        Assert.True(exitCode == 0, $"{string.Join(' ', arguments)}: {output}");
        Assert.DoesNotContain(GitHubServer.Token, output, StringComparison.Ordinal);
        return output;
    }

    /// <summary>What a command writes to stdout.</summary>
    public async Task<string> DataAsync(params string[] arguments)
    {
        using StringWriter data = new();
        Assert.Equal(0, await Git.Files.RunAsync(arguments, data, TextWriter.Null, (string?)null));
        return data.ToString();
    }

    /// <summary>Runs a command that must be refused with an exit code.</summary>
    public async Task<string> RefusedAsync(int expected, params string[] arguments)
    {
        (string output, int exitCode) = await Git.Files.RunAsync(arguments);
        Assert.True(exitCode == expected, $"{arguments[0]} {arguments[1]}: {exitCode} {string.Join('\n', output.Split('\n').TakeLast(20))}");
        return output;
    }

    /// <summary>Seals what main gives an environment.</summary>
    public async Task<(string Plan, string Digest)> SealAsync(string environment)
    {
        string plan = FormattableString.Invariant($".infra/plan-{++files}.json");
        return (plan, Digest().Match(await MustAsync("preview", environment, "--seal", "--out", plan)).Value);
    }

    /// <summary>Promotes with evidence of its tests; the refusal without names the release that they must be about.</summary>
    public async Task PromoteAsync(string from, string to)
    {
        string refused = await RefusedAsync(10, "promote", from, to);
        Assert.Contains("TestsPassed: there is no evidence of its tests.", refused, StringComparison.Ordinal);
        await MustAsync(["promote", from, to, .. await EvidenceAsync(Digest().Match(refused).Value, "TestsPassed")]);
    }

    /// <summary>Applies an environment that asks nobody.</summary>
    public async Task ApplyAsync(string environment) => await MustAsync("up", environment, "--plan", (await SealAsync(environment)).Plan, "--yes");

    /// <summary>Applies an environment by the emergency path, as what runs first has to be.</summary>
    public async Task ApplyFirstAsync(string environment)
    {
        (string plan, _) = await SealAsync(environment);
        await ApproveAsync(plan, "--emergency");
        await MustAsync("up", environment, "--plan", plan, "--yes", "--emergency");
    }

    /// <summary>Everybody of stacks/delivery/approvals.yaml approves, in each role that they have; who is needed is the judge's to say.</summary>
    public async Task ApproveAsync(string plan, params string[] more)
    {
        (string Person, string Role)[] people = more is ["--emergency"]
            ? [("leela", "incident_commander"), ("vikram", "cto")]
            : [("asha", "platform_team"), ("meera", "security_team"), ("arjun", "security_team"), ("nisha", "business_owner"), ("dev", "compliance_team"), ("vikram", "cto"), ("kavya", "business_head"), ("ravi", "platform_team"), ("leela", "platform_team")];
        foreach ((string person, string role) in people)
        {
            Git.Files.Variables["USER"] = person;
            await MustAsync(["approve", plan, "--role", role, .. more]);
        }

        Git.Files.Variables["USER"] = "builder";
    }

    /// <summary>Works out the way back from a plan, as evidence for RollbackReady.</summary>
    public async Task<string[]> RehearseAsync(string environment, string plan)
    {
        string file = FormattableString.Invariant($".infra/evidence-{++files}.json");
        await MustAsync("rollback", environment, "--rehearse", "--plan", plan, "--out", file);
        return ["--evidence", file];
    }

    /// <summary>What jobs of others leave: options that name a file of evidence a gate.</summary>
    public async Task<string[]> EvidenceAsync(string digest, params string[] gates)
    {
        List<string> options = [];
        foreach (string gate in gates)
        {
            string facts = gate switch
            {
                "TestsPassed" => """{"suites":[{"name":"unit","passed":5,"failed":0},{"name":"integration","passed":4,"failed":0},{"name":"performance","passed":1,"failed":0}]}""",
                "HealthGood" => """{"unhealthy":[],"requests":1000,"errorBasisPoints":10,"latencyP99Ms":300}""",
                "BudgetWithin" => """{"currency":"INR","monthlyIncrease":1000,"monthlyForecast":70000,"monthlyBudget":100000}""",
                _ => throw new ArgumentOutOfRangeException(nameof(gates), gate, "Nobody leaves evidence of it."),
            };
            string file = FormattableString.Invariant($".infra/evidence-{++files}.json");
            Git.Files.Write(".infra/facts.json", facts);
            await MustAsync("evidence", gate, "--about", digest, "--facts", ".infra/facts.json", "--out", file);
            options.AddRange(["--evidence", file]);
        }

        return [.. options];
    }

    /// <summary>The text of the only open pull request whose title begins so.</summary>
    public string Opened(string title)
    {
        JsonObject pull = Assert.Single(Server.Pulls, p => ((string?)p["title"])!.StartsWith(title, StringComparison.Ordinal) && (string?)p["state"] == "open");
        return (string)pull["body"]!;
    }

    /// <summary>Merges as GitHub does it: a merge commit on main, and the pull request is closed.</summary>
    public void Merge(string branch)
    {
        JsonObject pull = Assert.Single(Server.Pulls, p => ((string?)p["head"]!["ref"])!.StartsWith(branch, StringComparison.Ordinal) && (string?)p["state"] == "open");
        string name = (string)pull["head"]!["ref"]!;
        Git.Git("switch", "--quiet", "main");
        Git.Git("merge", "--quiet", "--no-ff", "--message", $"Merge {name}", name);
        Server.Merge(pull, Git.Git("rev-parse", name).Trim(), Git.Git("rev-parse", "main").Trim(), author: 1);
    }

    [GeneratedRegex("sha256:[0-9a-f]{64}")]
    private static partial Regex Digest();
}
