namespace Infra.Cli.Tests.Releases;

public sealed class RollbackTests
{
    [Fact]
    public async Task A_rollback_gives_the_earlier_release_its_settings_and_every_generated_byte_back()
    {
        using ReleaseWorkspace workspace = await TwoReleasesAsync();
        string rendered = workspace.Git.Git("rev-parse", "good:gitops/staging");
        string release = workspace.Git.Git("rev-parse", "good:stacks/staging/release.yaml");
        string settings = workspace.Git.Git("rev-parse", "good:stacks/Pulumi.staging.yaml");
        Assert.NotEqual(rendered, workspace.Git.Git("rev-parse", "main:gitops/staging"));
        Assert.NotEqual(settings, workspace.Git.Git("rev-parse", "main:stacks/Pulumi.staging.yaml"));

        string output = await workspace.MustAsync("rollback", "staging", "--reason", "checkout ${{ x }} <b>fails</b>");

        await Approved.AssertAsync("rollback.txt", ReleaseWorkspace.Named(output));
        string branch = workspace.Branch("rollback");
        Assert.Equal(rendered, workspace.Git.Git("rev-parse", $"{branch}:gitops/staging"));
        Assert.Equal(release, workspace.Git.Git("rev-parse", $"{branch}:stacks/staging/release.yaml"));
        Assert.Equal(settings, workspace.Git.Git("rev-parse", $"{branch}:stacks/Pulumi.staging.yaml"));
        Assert.Equal("", workspace.Git.Git("status", "--porcelain"));
        Assert.Equal("main\n", workspace.Git.Git("name-rev", "--name-only", "--refs=refs/heads/main", $"{branch}^"));

        string again = await workspace.MustAsync("rollback", "staging", "--reason", "once more");
        Assert.Equal("The rollback of staging to release HASH is on BRANCH already. Nothing new.\n", ReleaseWorkspace.Named(again.Replace(branch, "BRANCH", StringComparison.Ordinal)));
        Assert.Equal(["succeeded"], await workspace.OutcomesAsync("rollback"));
    }

    [Theory]
    [InlineData(true, 4, "error: urn:pulumi:staging::infra::infra:cloud:StateBucket$gcp:storage/bucket:Bucket::setu-staging-628350-later-archive would be deleted, and it is protected.", "its settings or its plan are refused.")]
    [InlineData(false, 10, "error: gcp:storage/bucket:Bucket setu-staging-628350-later-archive cannot be made again and would be deleted.\n", "what holds data cannot be undone. Keep these in stacks/Pulumi.staging.yaml, or go forward with a fix.")]
    public async Task What_holds_data_and_came_later_is_named_and_nothing_is_done(bool isProtected, int code, string first, string last)
    {
        using ReleaseWorkspace workspace = await TwoReleasesAsync();
        workspace.Files.Replace("stacks/Pulumi.staging.yaml", "  infra:buckets:\n", "  infra:buckets:\n    later-archive:\n      location: asia-south1\n");
        if (!isProtected)
        {
            workspace.Files.Replace("stacks/Pulumi.staging.yaml", "  infra:protect: true\n", "  infra:protect: false\n");
        }

        await workspace.Git.CommitAsync("a bucket");
        await workspace.MustAsync("up", "staging", "--yes");

        (string output, int exitCode) = await workspace.RunAsync("rollback", "staging", "--reason", "checkout fails", "--emergency");

        Assert.True(exitCode == code, output);
        Assert.StartsWith(first, output, StringComparison.Ordinal);
        Assert.EndsWith($"error: staging was not rolled back to release HASH: {last}\n", ReleaseWorkspace.Named(output), StringComparison.Ordinal);
        Assert.Empty(workspace.Git.Git("for-each-ref", "refs/heads/rollback"));
    }

    [Fact]
    public async Task Without_a_state_nobody_can_say_what_would_be_lost()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.AppliedAsync();

        (string output, int exitCode) = await workspace.RunAsync("rollback", "staging", "--reason", "checkout fails");

        Assert.Equal((10, "error: The local backend has no state of staging, so nobody can say what going back would lose. Pass --backend pulumi for the real cloud.\n"), (exitCode, output));
    }

    [Theory]
    [InlineData("abc", "error: --to is 'abc'; a release is named by 7 to 64 hexadecimal digits of its digest.")]
    [InlineData("0000000\u001b[31m", "error: --to is '0000000\\u001b[31m'; a release is named by 7 to 64 hexadecimal digits of its digest.")]
    [InlineData("0000000", "error: staging never had the release 0000000.")]
    public async Task A_release_that_it_never_had_is_refused_with_those_that_it_had(string to, string message)
    {
        using ReleaseWorkspace workspace = await TwoReleasesAsync();

        (string output, int exitCode) = await workspace.RunAsync("rollback", "staging", "--to", to, "--reason", "checkout fails");

        Assert.Equal(2, exitCode);
        Assert.StartsWith(message + " Earlier ones, newest first: ", output, StringComparison.Ordinal);
    }

    // Staging ran one release, tagged good, and then was promoted to the next, with other settings.
    private static async Task<ReleaseWorkspace> TwoReleasesAsync()
    {
        ReleaseWorkspace workspace = await ReleaseWorkspace.AppliedAsync();
        workspace.Git.Git("tag", "good");
        await workspace.MustAsync("up", "staging", "--yes");
        await workspace.MustAsync("promote", "dev", "staging");
        workspace.Git.Git("merge", "--quiet", "--no-ff", "--message", "merge", workspace.Branch("promote"));
        workspace.Files.Replace("stacks/Pulumi.staging.yaml", "config:\n", "# edited after the release\nconfig:\n");
        await workspace.Git.CommitAsync("settings");
        return workspace;
    }
}
