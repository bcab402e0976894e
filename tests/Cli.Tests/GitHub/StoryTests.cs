using System.Text.RegularExpressions;
using Infra.Backends.Local;
using Infra.GitHub.Tests.Server;
using Infra.Releases;

namespace Infra.Cli.Tests.GitHub;

/// <summary>
/// One change from a pull request to production and back, on real git repositories, with the committed gates, approvals and calendar, and a
/// GitHub with a memory. The cloud is the pretended one.
/// </summary>
public sealed partial class StoryTests : IAsyncLifetime
{
    private readonly SetClock clock = new("2026-11-05T04:30:00Z");

    private readonly GitWorkspace git = new();

    private GitHubServer server = null!;

    private int files;

    public async ValueTask InitializeAsync()
    {
        server = await GitHubServer.StartAsync(prism: null);
        git.Files.Clock = clock;
        git.Files.Entropy = new SystemEntropy();
        git.Files.PullRequests = (host, _) => new GitHubPullRequests(host);
        foreach ((string name, string value) in new[] { ("GITHUB_REPOSITORY", "setu-retail/platform"), ("GITHUB_API_URL", server.Address.ToString()), ("GITHUB_TOKEN", GitHubServer.Token), ("USER", "builder") })
        {
            git.Files.Variables[name] = value;
        }

        string first = await git.CommitAsync("first");
        git.Release("staging", first);
        git.Release("prod", first);
        await git.CommitAsync("release");
        string applications = Path.Combine(git.Files.Folder, ".infra", "deploy.git");
        git.Git("clone", "--quiet", "--bare", ".", applications);
        git.Git("config", $"url.{applications}.insteadOf", "https://github.com/setu-retail/deploy");
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        git.Dispose();
    }

    [Fact]
    public async Task A_change_goes_from_a_pull_request_to_production_through_a_freeze_fails_and_is_rolled_back()
    {
        // All environments run the first release.
        await ApplyAsync("dev");
        await MustAsync("up", "staging", "--yes");
        await MustAsync("up", "prod", "--yes");

        // A pull request with a newer chart: everybody sees what it would do, once.
        git.Git("switch", "--quiet", "--create", "newer-chart");
        git.Files.Replace("stacks/dev/release.yaml", "  reloader: \"2.2.11\"", "  reloader: \"2.2.12\"");
        await git.CommitAsync("Newer reloader");
        server.AddPull("newer-chart", "Newer reloader", "")["number"] = 7;
        foreach (string change in new[] { "made", "as wanted" })
        {
            string preview = await DataAsync("preview", "dev", "--format", "markdown");
            git.Files.Write(".infra/dev.md", preview);
            Assert.StartsWith($"comment: {change}\n", await MustAsync("github", "comment", "--pull-request", "7", "--marker", "dev", "--file", ".infra/dev.md"), StringComparison.Ordinal);
        }

        Assert.Contains("### Plan of `dev`", (string?)Assert.Single(server.Comments)["body"], StringComparison.Ordinal);
        Merge("newer-chart");

        // Merged: dev gets it by itself, and staging by a promotion, which opens one pull request however often it runs.
        await ApplyAsync("dev");
        await PromoteAsync("dev", "staging");
        await MustAsync("promote", "dev", "staging");
        Assert.Equal(1, server.Writes.Count(w => w == "POST /repos/setu-retail/platform/pulls"));
        Assert.Contains("reloader", Opened("Promote dev to staging"), StringComparison.Ordinal);
        Merge("promote/staging");

        // Staging waits for people.
        (string staging, string digest) = await SealAsync("staging");
        string[] tests = Evidence(digest, "TestsPassed");
        Assert.Contains("ApprovalsMet: still needed: ", await RefusedAsync(10, ["up", "staging", "--plan", staging, "--yes", .. tests]), StringComparison.Ordinal);
        await ApproveAsync(staging);
        await MustAsync(["up", "staging", "--plan", staging, "--yes", .. tests]);

        // Production is promised what staging has run for two hours.
        string early = await RefusedAsync(10, "promote", "staging", "prod");
        Assert.Contains("SoakElapsed: staging runs it since 2026-11-05T04:30:00Z, and 2 hours are asked for", early, StringComparison.Ordinal);
        clock.Now = clock.Now.AddHours(3);
        await PromoteAsync("staging", "prod");
        Assert.Contains("Merge newer-chart", Opened("Promote staging to prod"), StringComparison.Ordinal);
        Merge("promote/prod");

        // Friday afternoon: the window is open and all have approved, but Diwali is near.
        clock.Now = DateTimeOffset.Parse("2026-11-06T09:45:00Z", null);
        (string prod, digest) = await SealAsync("prod");
        string[] evidence = Evidence(digest, "TestsPassed", "HealthGood", "BudgetWithin", "RollbackReady");
        await ApproveAsync(prod);
        string frozen = await RefusedAsync(10, ["up", "prod", "--plan", prod, "--yes", .. evidence]);
        Assert.Contains("diwali-2026", frozen, StringComparison.Ordinal);

        // The override stands on the record; then the disk of the machine that applies fails in the middle.
        await MustAsync(
            "freeze", "override", "prod", "--reason", "INC-42: pods do not restart", "--until", "2026-11-06T11:00:00Z", "--approver", "leela:incident_commander", "--approver", "vikram:cto");
        git.Files.Disk = new FailingDisk();
        string failed = await RefusedAsync(1, ["up", "prod", "--plan", prod, "--yes", .. evidence]);
        Assert.Contains("No space left on device", failed, StringComparison.Ordinal);
        git.Files.Disk = null;
        Assert.Contains("on local, failed", await MustAsync("audit", "show"), StringComparison.Ordinal);

        // Back to the release before, by the emergency path: nothing has soaked, and the calendar is overruled until eleven.
        await MustAsync("rollback", "prod", "--reason", "INC-42", "--emergency");
        Assert.Contains("EMERGENCY", Opened("Roll prod back").ToUpperInvariant(), StringComparison.Ordinal);
        Merge("rollback/prod");
        (string back, _) = await SealAsync("prod");
        await ApproveAsync(back, "--emergency");
        await MustAsync("up", "prod", "--plan", back, "--yes", "--emergency");
        Assert.Contains("2.2.11", git.Git("show", "main:stacks/prod/release.yaml"), StringComparison.Ordinal);
        Assert.Contains("No drift in prod", await MustAsync("drift", "prod"), StringComparison.Ordinal);

        // Everything is on a record that verifies, and the token is nowhere.
        Assert.Contains("records", await MustAsync("audit", "verify"), StringComparison.Ordinal);
        string record = await MustAsync("audit", "show", "--format", "json");
        Assert.All(new[] { "approve", "promote", "override", "rollback", "up" }, action => Assert.Contains($"\"action\":\"{action}", record, StringComparison.Ordinal));
        Assert.DoesNotContain(GitHubServer.Token, record, StringComparison.Ordinal);
        Assert.Empty(server.Problems);
    }

    private async Task<string> MustAsync(params string[] arguments)
    {
        (string output, int exitCode) = await git.Files.RunAsync(arguments);
        Assert.True(exitCode == 0, $"{string.Join(' ', arguments)}: {output}");
        Assert.DoesNotContain(GitHubServer.Token, output, StringComparison.Ordinal);
        return output;
    }

    private async Task<string> DataAsync(params string[] arguments)
    {
        using StringWriter data = new();
        Assert.Equal(0, await git.Files.RunAsync(arguments, data, TextWriter.Null, (string?)null));
        return data.ToString();
    }

    private async Task<string> RefusedAsync(int expected, params string[] arguments)
    {
        (string output, int exitCode) = await git.Files.RunAsync(arguments);
        Assert.True(exitCode == expected, $"{arguments[0]} {arguments[1]}: {exitCode} {string.Join('\n', output.Split('\n').TakeLast(20))}");
        return output;
    }

    private async Task<(string Plan, string Digest)> SealAsync(string environment)
    {
        string plan = FormattableString.Invariant($".infra/plan-{++files}.json");
        return (plan, Digest().Match(await MustAsync("preview", environment, "--seal", "--out", plan)).Value);
    }

    // The refusal names the release that tests must be about.
    private async Task PromoteAsync(string from, string to)
    {
        string refused = await RefusedAsync(10, "promote", from, to);
        Assert.Contains("TestsPassed: there is no evidence of its tests.", refused, StringComparison.Ordinal);
        await MustAsync(["promote", from, to, .. Evidence(Digest().Match(refused).Value, "TestsPassed")]);
    }

    private async Task ApplyAsync(string environment) => await MustAsync("up", environment, "--plan", (await SealAsync(environment)).Plan, "--yes");

    // Everybody of stacks/approvals.yaml, in each role that they have; who is needed is the judge's to say.
    private async Task ApproveAsync(string plan, params string[] more)
    {
        (string Person, string Role)[] people = more is ["--emergency"]
            ? [("leela", "incident_commander"), ("vikram", "cto")]
            : [("asha", "platform_team"), ("meera", "security_team"), ("arjun", "security_team"), ("nisha", "business_owner"), ("dev", "compliance_team"), ("vikram", "cto"), ("kavya", "business_head"), ("ravi", "platform_team"), ("leela", "platform_team")];
        foreach ((string person, string role) in people)
        {
            git.Files.Variables["USER"] = person;
            await MustAsync(["approve", plan, "--role", role, .. more]);
        }

        git.Files.Variables["USER"] = "builder";
    }

    private string[] Evidence(string digest, params string[] gates)
    {
        List<string> options = [];
        foreach (string gate in gates)
        {
            string facts = gate switch
            {
                "TestsPassed" => """{"suites":[{"name":"unit","passed":5,"failed":0},{"name":"integration","passed":4,"failed":0},{"name":"performance","passed":1,"failed":0}]}""",
                "HealthGood" => """{"unhealthy":[],"requests":1000,"errorBasisPoints":10,"latencyP99Ms":300}""",
                "BudgetWithin" => """{"currency":"INR","monthlyIncrease":1000,"monthlyForecast":70000,"monthlyBudget":100000}""",
                _ => $$"""{"plan":"revert the commit","commit":"{{git.Git("rev-parse", "main^").Trim()}}","rehearsedAt":"2026-11-01T00:00:00Z"}""",
            };
            string file = FormattableString.Invariant($".infra/evidence-{++files}.json");
            git.Files.Write(file, $$"""{"schema":"infra.evidence/v1","gate":"{{gate}}","envelope":"{{digest}}","source":"a job","at":"{{clock.Now:yyyy-MM-ddTHH:mm:ssZ}}","facts":{{facts}},"signature":null}""");
            options.AddRange(["--evidence", file]);
        }

        return [.. options];
    }

    private string Opened(string title)
    {
        var pull = Assert.Single(server.Pulls, p => ((string?)p["title"])!.StartsWith(title, StringComparison.Ordinal) && (string?)p["state"] == "open");
        return (string)pull["body"]!;
    }

    // As GitHub does it: a merge commit on main, and the pull request is closed.
    private void Merge(string branch)
    {
        var pull = Assert.Single(server.Pulls, p => ((string?)p["head"]!["ref"])!.StartsWith(branch, StringComparison.Ordinal) && (string?)p["state"] == "open");
        string name = (string)pull["head"]!["ref"]!;
        git.Git("switch", "--quiet", "main");
        git.Git("merge", "--quiet", "--no-ff", "--message", $"Merge {name}", name);
        server.Merge(pull, git.Git("rev-parse", name).Trim(), git.Git("rev-parse", "main").Trim(), author: 1);
    }

    [GeneratedRegex("sha256:[0-9a-f]{64}")]
    private static partial Regex Digest();

    /// <summary>A disk that takes nothing of the pretended cloud any more.</summary>
    private sealed class FailingDisk : IFileSystem
    {
        private readonly DiskFileSystem disk = new();

        public byte[]? Read(string path) => disk.Read(path);

        public IReadOnlyList<string> List(string folder) => disk.List(folder);

        public IDisposable? TryGuard(string path) => disk.TryGuard(path);

        public IAppendFile Append(string path) => IsCloud(path) ? throw new IOException("No space left on device") : disk.Append(path);

        public void Replace(string path, ReadOnlyMemory<byte> content)
        {
            if (IsCloud(path))
            {
                throw new IOException("No space left on device");
            }

            disk.Replace(path, content);
        }

        public void Delete(string path) => disk.Delete(path);

        private static bool IsCloud(string path) => path.Contains($"{Path.DirectorySeparatorChar}cloud{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
    }
}
