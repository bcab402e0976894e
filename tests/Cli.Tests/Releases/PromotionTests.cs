namespace Infra.Cli.Tests.Releases;

public sealed class PromotionTests
{
    private const string Trouble = "fix ${{ secrets.TOKEN }} `id` ::set-output name=a::b \u001b[31m <img src=x onerror=alert(1)> \u202e @everyone";

    [Fact]
    public async Task A_promotion_is_a_branch_with_two_commits_and_the_text_of_a_pull_request()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.AppliedAsync();
        string status = workspace.Git.Git("status", "--porcelain");
        string main = workspace.Git.Git("rev-parse", "main").Trim();

        string output = await workspace.MustAsync("promote", "dev", "staging");

        await Approved.AssertAsync("promotion.txt", ReleaseWorkspace.Named(output));
        string branch = workspace.Branch("promote");
        Assert.Equal($"{main} {workspace.Git.Git("rev-parse", $"{branch}^2").Trim()}\n", workspace.Git.Git("show", "--no-patch", "--format=%P", branch));
        Assert.Equal(main, workspace.Git.Git("rev-parse", $"{branch}^2^").Trim());
        Assert.Contains($"platform: \"{workspace.Git.Git("rev-parse", $"{branch}^2").Trim()}\"", workspace.Git.Git("show", $"{branch}:stacks/staging/release.yaml"), StringComparison.Ordinal);
        Assert.Equal(workspace.Git.Git("rev-parse", $"{branch}:gitops/staging"), workspace.Git.Git("rev-parse", $"{branch}^2:gitops/staging"));
        Assert.Equal((status, main), (workspace.Git.Git("status", "--porcelain"), workspace.Git.Git("rev-parse", "HEAD").Trim()));
        Assert.Equal(["succeeded"], await workspace.OutcomesAsync("promote"));
    }

    [Fact]
    public async Task A_second_run_finds_the_same_branch_and_changes_nothing()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.AppliedAsync();
        await workspace.MustAsync("promote", "dev", "staging");
        string branches = workspace.Branches();

        string again = await workspace.MustAsync("promote", "dev", "staging");

        Assert.Equal("Release HASH is promoted to staging already: promote/staging/HASH at HASH. Nothing new.\n", ReleaseWorkspace.Named(again));
        Assert.Equal(branches, workspace.Branches());
        Assert.Equal(["succeeded"], await workspace.OutcomesAsync("promote"));
    }

    [Fact]
    public async Task After_the_merge_the_environment_has_it_and_what_is_generated_is_as_it_would_be_rendered()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.AppliedAsync();
        await workspace.MustAsync("promote", "dev", "staging");
        workspace.Git.Git("merge", "--quiet", "--no-ff", "--message", "merge", workspace.Branch("promote"));

        await workspace.MustAsync("render", "--check");
        string again = await workspace.MustAsync("promote", "dev", "staging");

        Assert.Equal("staging has release HASH of dev already. Nothing to do.\n", ReleaseWorkspace.Named(again));
    }

    [Fact]
    public async Task What_dev_does_not_run_is_not_promoted()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.AppliedAsync();
        workspace.Files.Replace("stacks/dev/release.yaml", "  reloader: \"2.2.11\"", "  reloader: \"2.2.12\"");
        await workspace.Git.CommitAsync("newer chart");

        (string output, int exitCode) = await workspace.RunAsync("promote", "dev", "staging");

        Assert.Equal(
            (10, "error: dev runs release HASH, and main gives it HASH. Apply it first: `infra preview dev --seal --out FILE`, then `infra up dev --plan FILE`.\n"),
            (exitCode, ReleaseWorkspace.Named(output)));
    }

    [Fact]
    public async Task An_environment_that_runs_nothing_gives_nothing()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.AppliedAsync();

        (string output, int exitCode) = await workspace.RunAsync("promote", "staging", "prod");

        Assert.Equal(
            (10, "error: staging runs nothing yet, by the audit record. Apply it first: `infra preview staging --seal --out FILE`, then `infra up staging --plan FILE`.\n"), (exitCode, output));
    }

    [Fact]
    public async Task Skipping_an_environment_is_refused_unless_a_reason_is_on_the_record()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.AppliedAsync();
        workspace.Files.Replace("stacks/delivery/gates.yaml", "    soakElapsed:\n      from: staging\n      hours: 2\n", "");
        workspace.Files.Replace("stacks/delivery/gates.yaml", "    testsPassed:\n      suites:\n        - unit\n        - integration\n        - performance\n", "");

        (string refused, int exitCode) = await workspace.RunAsync("promote", "dev", "prod");
        (string unreasoned, int second) = await workspace.RunAsync("promote", "dev", "prod", "--force");
        string forced = await workspace.MustAsync("promote", "dev", "prod", "--force", "--reason", "staging burned down");

        Assert.Equal(
            (10, "error: prod is not the next environment after dev: staging would be skipped.\nerror: Release HASH (sha256:HASH) was not promoted. If that is meant, pass --force with a --reason.\n"),
            (exitCode, ReleaseWorkspace.Named(refused)));
        Assert.Equal((2, "error: --force needs --reason TEXT: it stands in the audit record.\n"), (second, unreasoned));
        Assert.Contains("> **OVERRULED**: prod is not the next environment after dev: staging would be skipped.\n> Reason: staging burned down\n", forced, StringComparison.Ordinal);
        Assert.Equal(["refused", "succeeded"], await workspace.OutcomesAsync("promote"));
    }

    [Fact]
    public async Task An_older_release_is_refused()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.AppliedAsync();
        workspace.Files.Write("stacks/catalog/tenants.yaml", workspace.Files.Read("stacks/catalog/tenants.yaml") + "# ahead\n");
        string ahead = await workspace.Git.CommitAsync("ahead");
        workspace.Git.Release("staging", ahead);
        await workspace.Git.CommitAsync("staging is ahead");

        (string output, int exitCode) = await workspace.RunAsync("promote", "dev", "staging");

        Assert.Equal(10, exitCode);
        Assert.StartsWith("error: release HASH is older than HASH, which staging has: it left main 1 commit earlier.\n", ReleaseWorkspace.Named(output), StringComparison.Ordinal);
        Assert.Empty(workspace.Git.Git("for-each-ref", "refs/heads/promote"));
    }

    [Fact]
    public async Task A_release_that_was_never_on_main_has_diverged()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.AppliedAsync();
        workspace.Git.Git("checkout", "--quiet", "-b", "side");
        workspace.Files.Write("stacks/catalog/tenants.yaml", workspace.Files.Read("stacks/catalog/tenants.yaml") + "# edited beside main\n");
        string side = await workspace.Git.CommitAsync("side");
        workspace.Git.Git("checkout", "--quiet", "main");
        workspace.Git.Release("staging", side);
        await workspace.Git.CommitAsync("staging follows a side branch");

        (string output, int exitCode) = await workspace.RunAsync("promote", "dev", "staging");

        Assert.Equal(10, exitCode);
        Assert.StartsWith("error: release HASH and HASH, which staging has, have diverged: HASH changes stacks/catalog/tenants.yaml, and main never had that.\n", ReleaseWorkspace.Named(output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tests_that_are_asked_for_are_evidence_about_the_release()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.AppliedAsync();
        workspace.Files.Replace("stacks/delivery/gates.yaml", "  staging:\n", "  staging:\n    testsPassed:\n      suites:\n        - unit\n");

        (string blocked, int exitCode) = await workspace.RunAsync("promote", "dev", "staging", "--force", "--reason", "a gate is not overruled");
        string digest = blocked[blocked.IndexOf("sha256:", StringComparison.Ordinal)..][..71];
        workspace.Files.Write(".infra/tests.json", $$"""
            {"schema": "infra.evidence/v1", "gate": "TestsPassed", "envelope": "{{digest}}", "source": "a job", "at": "2026-11-21T04:00:00Z", "facts": {"suites": [{"name": "unit", "passed": 12, "failed": 0}]}, "signature": null}
            """);
        string promoted = await workspace.MustAsync("promote", "dev", "staging", "--evidence", ".infra/tests.json");

        Assert.Equal(10, exitCode);
        Assert.StartsWith("error: TestsPassed: there is no evidence of its tests.", blocked, StringComparison.Ordinal);
        Assert.Contains("- TestsPassed: 12 tests of 1 suite passed\n", promoted, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_write_in_commits_does_no_harm_in_the_text()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.AppliedAsync();
        workspace.Git.Git("commit", "--quiet", "--allow-empty", "--message", Trouble);
        await workspace.ApplyAsync("dev");

        string output = await workspace.MustAsync("promote", "dev", "staging", "--reason", Trouble);

        string line = Assert.Single(output.Split('\n'), l => l.Contains("set-output", StringComparison.Ordinal));
        Assert.EndsWith(
            " fix $&#123;&#123; secrets.TOKEN &#125;&#125; &#96;id&#96; ::set-output name=a::b \\u001b&#91;31m &#60;img src=x onerror=alert&#40;1&#41;&#62; \\u202e &#64;everyone".Replace("\\u", "&#92;u", StringComparison.Ordinal),
            line,
            StringComparison.Ordinal);
        Assert.StartsWith("- ", line, StringComparison.Ordinal);
        Assert.Matches("^promote/staging/[0-9a-f]{12}$", workspace.Branch("promote"));
        Assert.DoesNotContain("TOKEN", workspace.Git.Git("log", "--format=%B", "main..", workspace.Branch("promote")), StringComparison.Ordinal);
    }
}
