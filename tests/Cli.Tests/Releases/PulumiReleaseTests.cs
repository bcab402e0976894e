using Infra.Cli.Tests.Google;
using Infra.Delivery.Audit;
using Infra.GitHub.Tests.Server;
using Infra.Machine.Chance;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Cli.Tests.Releases;

/// <summary>Promotion and rollback for the real cloud: records and branches at a remote, pull requests at a GitHub with a memory, and a program that plays the Pulumi CLI.</summary>
public sealed class PulumiReleaseTests : IAsyncLifetime
{
    private readonly string home = Directory.CreateTempSubdirectory("infra-pulumi-release-").FullName;
    private GitHubServer server = null!;
    private ReleaseWorkspace workspace = null!;
    private GoogleSocket google = null!;
    private string recorder = "";

    private string Remote => Path.Combine(home, "origin.git");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program that plays the CLI is a shell script.");
        File.Copy(Path.Combine(Workspace.Root, "tests", "Cli.Tests", "Releases", "pulumi"), Path.Combine(home, "pulumi"));
        File.SetUnixFileMode(Path.Combine(home, "pulumi"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        server = await GitHubServer.StartAsync(prism: null);
        workspace = await ReleaseWorkspace.AppliedAsync();
        workspace.Files.Entropy = new SystemEntropy();
        workspace.Files.TrustsAddresses = true;
        workspace.Files.Adjusted = host => host with { Packages = PackageKind.Official };
        foreach ((string name, string value) in new[] { ("PATH", home), ("GITHUB_REPOSITORY", "setu-retail/platform"), ("GITHUB_API_URL", server.Address.ToString()), ("GITHUB_TOKEN", GitHubServer.Token), ("USER", "builder") })
        {
            workspace.Files.Variables[name] = value;
        }

        workspace.Git.Git("clone", "--quiet", "--bare", ".", Remote);
        workspace.Git.Git("remote", "add", "origin", Remote);
        recorder = await workspace.Files.BeginRecordsAsync();
        workspace.Files.Variables["INFRA_SIGNING_KEY"] = recorder;
        google = await GoogleSocket.StartAsync(workspace.Files.Google);
        await RecordAsync("dev");
    }

    public async ValueTask DisposeAsync()
    {
        workspace?.Dispose();
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        if (google is not null)
        {
            await google.DisposeAsync();
        }

        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public async Task A_promotion_pushes_its_branch_opens_its_pull_request_and_is_recorded_at_the_remote_once()
    {
        string output = await workspace.MustAsync("promote", "dev", "staging", "--backend", "pulumi");
        (string branch, string commit) = PushedBranch("promote/staging/");
        string again = await workspace.MustAsync("promote", "dev", "staging", "--backend", "pulumi");

        Assert.Contains($"{branch} at {commit[..12]}; ", output, StringComparison.Ordinal);
        Assert.EndsWith("Nothing new.\n", again, StringComparison.Ordinal);
        Assert.Equal((branch, commit), PushedBranch("promote/staging/"));
        Assert.Equal("", workspace.Git.Git("for-each-ref", "refs/heads/promote"));
        Assert.Equal(branch, (string?)Assert.Single(server.Pulls)["head"]!["ref"]);
        Assert.Equal(["POST /repos/setu-retail/platform/pulls"], server.Writes);
        Assert.Equal([(AuditPhase.Begin, null), (AuditPhase.End, "succeeded")], await RecordedAsync("promote", commit));
        Assert.Empty(server.Problems);
    }

    [Fact]
    public async Task A_promotion_that_is_killed_between_its_push_and_its_record_is_ended_by_the_next()
    {
        int killed = await ProcessAsync("release-killed", "promote", "dev", "staging", "--backend", "pulumi");
        (string branch, string commit) = PushedBranch("promote/staging/");
        (AuditPhase, string?)[] before = await RecordedAsync("promote", commit);

        await workspace.MustAsync("promote", "dev", "staging", "--backend", "pulumi");

        Assert.Equal(137, killed);
        Assert.Equal([(AuditPhase.Begin, null)], before);
        Assert.Equal((branch, commit), PushedBranch("promote/staging/"));
        Assert.Single(server.Pulls);
        Assert.Equal([(AuditPhase.Begin, null), (AuditPhase.Begin, null), (AuditPhase.End, "succeeded")], await RecordedAsync("promote", commit));
        await workspace.MustAsync("audit", "verify", "--backend", "pulumi");
    }

    [Fact]
    public async Task Two_promotions_at_once_leave_one_branch_at_the_remote_and_a_whole_record()
    {
        int[] codes = await Task.WhenAll(ProcessAsync("release", "promote", "dev", "staging", "--backend", "pulumi"), ProcessAsync("release", "promote", "dev", "staging", "--backend", "pulumi"));
        (_, string commit) = PushedBranch("promote/staging/");

        Assert.Equal([0, 0], codes);
        Assert.EndsWith("Nothing new.\n", await workspace.MustAsync("promote", "dev", "staging", "--backend", "pulumi"), StringComparison.Ordinal);
        Assert.All((await RecordedAsync("promote", commit)).Where(r => r.Phase == AuditPhase.End), r => Assert.Equal("succeeded", r.Outcome));
        await workspace.MustAsync("audit", "verify", "--backend", "pulumi");
    }

    [Fact]
    public async Task A_rollback_pushes_its_branch_opens_its_pull_request_and_is_recorded_at_the_remote_once()
    {
        await ReleaseTwiceAsync();

        string output = await workspace.MustAsync("rollback", "staging", "--backend", "pulumi", "--reason", "INC-42: checkout fails");
        (string branch, string commit) = PushedBranch("rollback/staging/");
        string again = await workspace.MustAsync("rollback", "staging", "--backend", "pulumi", "--reason", "once more");

        Assert.Contains(branch, output, StringComparison.Ordinal);
        Assert.EndsWith("Nothing new.\n", again, StringComparison.Ordinal);
        Assert.Equal((branch, commit), PushedBranch("rollback/staging/"));
        Assert.Equal(branch, (string?)Assert.Single(server.Pulls)["head"]!["ref"]);
        Assert.Contains("INC-42: checkout fails", (string?)server.Pulls[0]["body"], StringComparison.Ordinal);
        Assert.Equal([(AuditPhase.Begin, null), (AuditPhase.End, "succeeded")], await RecordedAsync("rollback", commit));
        Assert.DoesNotContain(await File.ReadAllLinesAsync(Path.Combine(home, "calls"), TestContext.Current.CancellationToken), c => c.StartsWith("up ", StringComparison.Ordinal));
        Assert.Empty(server.Problems);
    }

    [Fact]
    public async Task A_rollback_that_the_real_cloud_could_not_undo_is_refused_and_nothing_is_pushed()
    {
        await ReleaseTwiceAsync();
        await File.WriteAllTextAsync(Path.Combine(home, "loses"), "", TestContext.Current.CancellationToken);

        (string output, int exitCode) = await workspace.RunAsync("rollback", "staging", "--backend", "pulumi", "--reason", "INC-42: checkout fails");

        Assert.Equal(10, exitCode);
        Assert.StartsWith("error: gcp:storage/bucket:Bucket orders cannot be made again and would be deleted.\n", output, StringComparison.Ordinal);
        Assert.Equal("", workspace.Git.Git("--git-dir", Remote, "for-each-ref", "refs/heads/rollback"));
        Assert.Empty(server.Pulls);
        Assert.Contains("refused", await workspace.OutcomesAsync("rollback", "pulumi"));
    }

    [Fact]
    public async Task A_hotfix_that_waits_at_the_remote_is_named_with_its_branch_when_it_is_to_be_taken_back()
    {
        string main = workspace.Git.Git("rev-parse", "HEAD").Trim();
        string branch = "";
        foreach (string release in new[] { "broken: [", workspace.Files.Read("stacks/staging/release.yaml") + $"apps:\n  auth: \"{new string('b', 40)}\"\n" })
        {
            workspace.Files.Write("stacks/staging/release.yaml", release);
            string commit = workspace.Git.CommitAsItIs("a hotfix of somebody else");
            branch = $"hotfix/staging/{commit[..12]}";
            workspace.Git.Git("push", "--quiet", "origin", $"{commit}:refs/heads/{branch}");
            workspace.Git.Git("reset", "--quiet", "--hard", main);
        }

        // This clone has them no more, as that of whoever did not make them.
        workspace.Git.Git("reflog", "expire", "--expire=now", "--all");
        workspace.Git.Git("gc", "--quiet", "--prune=now");
        (string output, int exitCode) = await workspace.RunAsync("hotfix", "staging", "--failed", "auth", "--backend", "pulumi", "--reason", "it fails");

        Assert.Equal(2, exitCode);
        Assert.Equal(
            $"error: --failed is 'auth', and its hotfix did not reach staging: {branch} is not merged. Close its pull request and delete the branch; there is nothing to take back.\n",
            output);
    }

    // Staging ran the release of now, and then was given the next.
    private async Task ReleaseTwiceAsync()
    {
        await RecordAsync("staging");
        workspace.Files.Variables.Remove("GITHUB_REPOSITORY");
        await workspace.MustAsync("promote", "dev", "staging", "--backend", "pulumi");
        workspace.Files.Variables["GITHUB_REPOSITORY"] = "setu-retail/platform";
        workspace.Git.Git("merge", "--quiet", "--no-ff", "--message", "merge", PushedBranch("promote/staging/").Commit);
        workspace.Git.Git("push", "--quiet", "origin", "main");
    }

    // A process of its own signs what it records and asks the same bucket.
    private Task<int> ProcessAsync(string what, params string[] command) =>
        PromotionProcessTests.RunAsync(workspace, [("INFRA_TEST_GOOGLE", google.Address), ("INFRA_TEST_NOW", workspace.Files.Clock.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture)), ("INFRA_SIGNING_KEY", recorder)], what, command);

    // What an `up` of an envelope leaves on the record of the real cloud.
    private async Task RecordAsync(string environment)
    {
        workspace.Files.Google.Identity = environment;
        workspace.Files.Variables["INFRA_APPLIES"] = environment;
        AuditTrail trail = Trail();
        AuditEntry up = trail.Entry("up", environment, "pulumi") with { GitCommit = workspace.Git.Git("rev-parse", "HEAD").Trim() };
        _ = await trail.DoAsync(up, () => Task.FromResult((0, "succeeded")), TestContext.Current.CancellationToken);
        workspace.Files.Variables.Remove("INFRA_APPLIES");
        workspace.Files.Google.Identity = "reader";
    }

    private AuditTrail Trail()
    {
        Host host = workspace.Files.Host(TextWriter.Null, TextWriter.Null, keyboard: null);
        return new(host, Repository.Find(host), "pulumi");
    }

    private async Task<(AuditPhase Phase, string? Outcome)[]> RecordedAsync(string action, string commit) =>
        [.. (await Trail().ReadAsync(null, TestContext.Current.CancellationToken)).Records.Select(r => r.Entry).Where(e => e.Action == action && e.GitCommit == commit).Select(e => (e.Phase, e.Outcome))];

    private (string Name, string Commit) PushedBranch(string folder)
    {
        string line = Assert.Single(workspace.Git.Git("--git-dir", Remote, "for-each-ref", "--format=%(refname:short) %(objectname)", $"refs/heads/{folder}").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return (line.Split(' ')[0], line.Split(' ')[1]);
    }
}
