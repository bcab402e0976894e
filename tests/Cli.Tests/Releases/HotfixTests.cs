using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Cli.Tests.Releases;

public sealed class HotfixTests
{
    [Fact]
    public async Task Two_applications_are_fixed_one_fails_and_is_taken_back_and_the_other_stays()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.StagedAsync();
        string runs = workspace.Runs;
        string auth = workspace.Application("Fix the login", runs);
        string api = workspace.Application("Fix ${{ checkout }} <b>now</b>", workspace.Application("Prepare it", runs));
        string status = workspace.Git.Git("status", "--porcelain");

        workspace.Say("At night: two applications get a commit each.");
        await workspace.PlayAsync("hotfix", "staging", "--app", $"payments-api={api}", "--app", $"auth={auth}", "--reason", "INC-7: checkout fails");
        await workspace.PlayAsync("hotfix", "staging", "--app", $"payments-api={api}", "--app", $"auth={auth}", "--reason", "INC-7: checkout fails");
        await workspace.PlayAsync("hotfix", "staging");
        Assert.Equal(status, workspace.Git.Git("status", "--porcelain"));
        workspace.Merge("hotfix/staging");
        await workspace.ApplyAsync("staging");
        await workspace.PlayAsync("hotfix", "staging");
        await workspace.PlayAsync("hotfix", "staging", "--app", $"auth={auth}", "--reason", "once more");
        Assert.Equal(workspace.Git.Git("rev-parse", "main^2^2:gitops/staging"), workspace.Git.Git("rev-parse", "main:gitops/staging"));

        workspace.Say("One of them fails.");
        await workspace.PlayAsync("hotfix", "staging", "--failed", "payments-api", "--reason", "5 % of its requests fail");
        workspace.Merge("hotfix/staging");
        await workspace.ApplyAsync("staging");
        await workspace.PlayAsync("hotfix", "staging");
        await workspace.PlayAsync("hotfix", "staging", "--format", "json");
        await workspace.PlayAsync("apps", "diff", "staging", "--base", "main~1", "--head", "main");
        await workspace.PlayAsync("render", "--check");
        await workspace.PlayAsync("audit", "verify");

        await Approved.AssertAsync("hotfix.txt", workspace.Played);
        string release = workspace.Files.Read("stacks/staging/release.yaml");
        Assert.Contains($"apps:\n  auth: \"{auth}\"\n", release, StringComparison.Ordinal);
        Assert.DoesNotContain("payments-api", release, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_speaks_against_it_is_said_at_once_and_nothing_is_done()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.StagedAsync();
        string runs = workspace.Runs;

        await workspace.PlayAsync(
            "hotfix", "staging", "--app", "payment-api=main", "--app", $"auth={new string('a', 40)}", "--app", $"search={runs}", "--app", "catalog", "--app", "fraud=3f1c2b7", "--app", $"delivery={runs}", "--app", $"delivery={runs}", "--reason", "INC-7");
        await workspace.PlayAsync("hotfix", "staging", "--app", $"auth={runs}");
        await workspace.PlayAsync("hotfix", "staging", "--app", $"auth={runs}", "--failed", "auth", "--reason", "both");
        await workspace.PlayAsync("hotfix", "staging", "--failed", "auth", "--failed", "\u001b[31mpayments-api", "--reason", "it fails");
        await workspace.PlayAsync("hotfix", "staging");
        await workspace.PlayAsync("hotfix", "dev", "--app", $"auth={runs}", "--reason", "dev follows main");
        workspace.Files.Replace("stacks/staging/release.yaml", "  reloader: \"2.2.11\"", "  reloader: \"2.2.12\"");
        await workspace.Git.CommitAsync("merged and not applied");
        await workspace.PlayAsync("hotfix", "staging", "--app", $"auth={workspace.Application("Fix", runs)}", "--reason", "INC-7");

        await Approved.AssertAsync("hotfix-refused.txt", workspace.Played);
        Assert.Empty(workspace.Git.Git("for-each-ref", "refs/heads/hotfix"));
        Assert.Empty(await workspace.OutcomesAsync("hotfix"));
    }

    [Fact]
    public async Task One_that_nobody_merged_yet_is_named_with_its_branch_when_it_is_to_be_taken_back()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.StagedAsync();
        await workspace.MustAsync("hotfix", "staging", "--app", $"auth={workspace.Application("Fix", workspace.Runs)}", "--reason", "INC-7: nobody can sign in");
        string branch = workspace.Branch("hotfix/staging");

        (string output, int exitCode) = await workspace.RunAsync("hotfix", "staging", "--failed", "auth", "--failed", "search", "--reason", "it fails");

        Assert.Equal(2, exitCode);
        Assert.Equal(
            $"error: --failed is 'auth', and its hotfix did not reach staging: {branch} is not merged. Close its pull request and delete the branch; there is nothing to take back.\n"
            + "error: --failed is 'search', and no application of this name has a hotfix in staging. No application has; `infra rollback staging` takes a whole release back.\n",
            output);
        workspace.Merge("hotfix/staging");
        (string merged, _) = await workspace.RunAsync("hotfix", "staging", "--failed", "search", "--reason", "it fails");
        Assert.Equal("error: --failed is 'search', and no application of this name has a hotfix in staging. These have: auth.\n", merged);
    }

    [Fact]
    public async Task A_commit_that_failed_is_not_what_a_later_failure_goes_back_to()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.StagedAsync();
        string runs = workspace.Runs;
        string first = workspace.Application("First try", runs);
        string second = workspace.Application("Second try", first);
        foreach (string[] step in (string[][])[["--app", $"auth={first}"], ["--app", $"auth={second}"], ["--failed", "auth"], ["--failed", "auth"]])
        {
            await workspace.MustAsync(["hotfix", "staging", .. step, "--reason", "INC-7"]);
            workspace.Merge("hotfix/staging");
            await workspace.ApplyAsync("staging");
        }

        Assert.Contains($"revision: \"{runs}\"", workspace.Files.Read("stacks/staging/release.yaml"), StringComparison.Ordinal);
        Assert.DoesNotContain("apps:", workspace.Files.Read("stacks/staging/release.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hotfix_that_can_wait_soaks_in_staging_and_is_promoted_with_its_release()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.StagedAsync();
        string fix = workspace.Application("Fix", workspace.Runs);
        await workspace.MustAsync("hotfix", "staging", "--app", $"auth={fix}", "--reason", "INC-7");
        workspace.Merge("hotfix/staging");
        await workspace.ApplyAsync("staging");

        await workspace.MustAsync("promote", "staging", "prod");
        workspace.Merge("promote/prod");

        Assert.Contains($"apps:\n  auth: \"{fix}\"\n", workspace.Files.Read("stacks/prod/release.yaml"), StringComparison.Ordinal);
        Repository repository = Repository.Find(workspace.Files.Host(TextWriter.Null, TextWriter.Null, null));
        AuditTrail trail = new(workspace.Files.Host(TextWriter.Null, TextWriter.Null, null), repository, "local");
        IEnumerable<Infra.Delivery.Audit.AuditRecord> records = (await trail.ReadAsync(null, TestContext.Current.CancellationToken)).Records;
        Assert.Contains("staging", (await new Soak(repository, trail).SinceAsync(records, "prod", workspace.Git.Git("rev-parse", "main").Trim(), TestContext.Current.CancellationToken)).Keys);
    }

    [Fact]
    public async Task Where_the_repository_of_applications_does_not_answer_the_hotfix_is_given_and_that_is_said()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.StagedAsync();
        Directory.Delete(Path.Combine(workspace.Files.Folder, ".infra", "deploy.git"), recursive: true);

        string output = await workspace.MustAsync("hotfix", "staging", "--app", $"auth={new string('a', 40)}", "--reason", "INC-7");

        Assert.StartsWith("note: https://github.com/setu-retail/deploy could not be asked, so nothing is known of its commits: git ls-remote in ", output, StringComparison.Ordinal);
        Assert.Contains($"...{new string('a', 40)}, which could not be read here\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_at_once_leave_one_branch_and_a_whole_record()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.StagedAsync();
        string runs = workspace.Runs;
        string[] hotfix = ["hotfix", "staging", "--app", $"auth={workspace.Application("Fix", runs)}", "--reason", "INC-7"];

        string[] outputs = await Task.WhenAll(workspace.MustAsync(hotfix), workspace.MustAsync(hotfix));

        _ = workspace.Branch("hotfix");
        Assert.All(outputs, o => Assert.Contains(workspace.Branch("hotfix"), o, StringComparison.Ordinal));
        Assert.All(await workspace.OutcomesAsync("hotfix"), o => Assert.Equal("succeeded", o));
        Assert.EndsWith("Nothing new.\n", await workspace.MustAsync(hotfix), StringComparison.Ordinal);
        await workspace.MustAsync("audit", "verify");
    }

    [Theory]
    [InlineData(true, 0, "- auth at HASH: taken up, HASH holds it\n")]
    [InlineData(false, 10, "error: staging runs a hotfix of auth, HASH: lost, HASH does not hold it.\n")]
    [InlineData(null, 10, "error: staging runs a hotfix of auth, HASH: unknown whether HASH holds it, the repository of applications did not say.\n")]
    public async Task A_promotion_takes_a_hotfix_up_or_says_that_it_would_be_lost(bool? held, int code, string said)
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.StagedAsync();
        string runs = workspace.Runs;
        string fix = workspace.Application("Fix", runs);
        await workspace.MustAsync("hotfix", "staging", "--app", $"auth={fix}", "--reason", "INC-7");
        workspace.Merge("hotfix/staging");
        await workspace.ApplyAsync("staging");
        string next = workspace.Application("Next release", held == true ? fix : runs);
        workspace.Files.Replace("stacks/dev/release.yaml", "revision: main", $"revision: \"{(held is null ? new string('a', 40) : next)}\"");
        await workspace.Git.CommitAsync("dev runs the next");
        await workspace.ApplyAsync("dev");

        (string output, int exitCode) = await workspace.RunAsync("promote", "dev", "staging");

        Assert.Equal(code, exitCode);
        Assert.Contains(said, ReleaseWorkspace.Named(output), StringComparison.Ordinal);
        string forced = await workspace.MustAsync("promote", "dev", "staging", "--force", "--reason", "the fix is not needed any more");
        Assert.Equal(code != 0, forced.Contains("> **OVERRULED**: staging runs a hotfix of auth", StringComparison.Ordinal));
        Assert.DoesNotContain("apps:", workspace.Git.Git("show", $"{workspace.Branch("promote/staging")}:stacks/staging/release.yaml"), StringComparison.Ordinal);
    }
}
