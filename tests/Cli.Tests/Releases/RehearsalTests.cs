using System.Text.Json;

namespace Infra.Cli.Tests.Releases;

/// <summary><c>infra rollback ENV --rehearse</c>: the way back from a sealed plan, as evidence for the gate RollbackReady.</summary>
public sealed class RehearsalTests
{
    private const string Plan = ".infra/plan.json";
    private const string Way = ".infra/way.json";
    private const string Bucket = "  infra:buckets:\n    later-archive:\n      location: asia-south1\n";

    [Fact]
    public async Task The_way_back_is_planned_signed_and_opens_the_gate_and_nothing_else_changes()
    {
        using ReleaseWorkspace workspace = await RunningAsync();
        workspace.Files.TrustPipeline();
        await workspace.Git.CommitAsync("a key");
        await SealAsync(workspace);
        string running = workspace.Git.Git("rev-parse", "ran").Trim();
        (string refs, string status) = (workspace.Git.Git("for-each-ref"), workspace.Git.Git("status", "--porcelain"));

        string output = await RehearseAsync(workspace);

        Assert.Equal((refs, status), (workspace.Git.Git("for-each-ref"), workspace.Git.Git("status", "--porcelain")));
        Assert.Matches($"^release [0-9a-f]{{12}} at {running[..12]}, planned on local: no changes, [0-9]+ unchanged\\.\nEvidence for RollbackReady about sha256:[0-9a-f]{{64}}, signed: {Way}\\.\n$", output);
        Assert.Equal(running, Fact(workspace, "commit"));
        (string gates, _) = await workspace.RunAsync("gate", "dev", "--plan", Plan, "--evidence", Way);
        Assert.Contains("+ RollbackReady  passed", gates, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(workspace.Files.Folder, Way)));
        }

        // Any change of it is seen.
        workspace.Files.Write(Way, workspace.Files.Read(Way).Replace("no changes", "9 to delete", StringComparison.Ordinal));
        (string forged, int exitCode) = await workspace.RunAsync("gate", "dev", "--plan", Plan, "--evidence", Way);
        Assert.Equal((2, $"error: {Way}: no key of stacks/delivery/gates.yaml vouches for it. Sign it, or list the key.\n"), (exitCode, forged));
    }

    [Fact]
    public async Task What_the_plan_makes_to_hold_data_is_named()
    {
        using ReleaseWorkspace workspace = await RunningAsync();
        workspace.Files.Replace("stacks/Pulumi.dev.yaml", "  infra:buckets:\n", Bucket);
        await workspace.Git.CommitAsync("a bucket");
        await SealAsync(workspace);

        Assert.Matches("; what gcp:storage/bucket:Bucket setu-dev-471203-later-archive would hold by then stays behind or is lost\\.\n", await RehearseAsync(workspace));
    }

    [Fact]
    public async Task Where_nothing_runs_yet_it_says_so_and_the_gate_opens_for_a_plan_that_only_makes()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.AppliedAsync();
        await workspace.MustAsync("preview", "staging", "--seal", "--out", Plan);

        string output = await workspace.MustAsync("rollback", "staging", "--rehearse", "--plan", Plan, "--out", Way);

        Assert.StartsWith("staging runs nothing yet, so there is no release to go back to; `infra destroy` takes away what it makes.\n", output, StringComparison.Ordinal);
        Assert.Equal("none", Fact(workspace, "commit"));
        (string gates, _) = await workspace.RunAsync("gate", "staging", "--plan", Plan, "--evidence", Way);
        Assert.Contains("+ RollbackReady  passed", gates, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_loses_data_has_no_way_back_and_each_loss_is_named()
    {
        using ReleaseWorkspace workspace = await RunningAsync(text => text.Replace("  infra:buckets:\n", Bucket, StringComparison.Ordinal).Replace("  infra:protect: true\n", "  infra:protect: false\n", StringComparison.Ordinal));
        workspace.Files.Replace("stacks/Pulumi.dev.yaml", Bucket, "  infra:buckets:\n");
        await workspace.Git.CommitAsync("no bucket");
        await SealAsync(workspace, expected: 5);

        (string output, int exitCode) = await workspace.RunAsync("rollback", "dev", "--rehearse", "--plan", Plan, "--out", Way);

        Assert.Equal(10, exitCode);
        Assert.Equal(
            $"error: gcp:storage/bucket:Bucket setu-dev-471203-later-archive cannot be made again and would be deleted by this plan.\nerror: There is no rollback from {Plan}: what holds data cannot be undone. Keep these in stacks/Pulumi.dev.yaml.\n",
            output);
        Assert.False(File.Exists(Path.Combine(workspace.Files.Folder, Way)));
    }

    [Fact]
    public async Task A_state_of_which_no_commit_is_on_record_has_no_way_back()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.AppliedAsync();
        await workspace.MustAsync("up", "staging", "--yes");
        await workspace.MustAsync("preview", "staging", "--seal", "--out", Plan);

        (string output, int exitCode) = await workspace.RunAsync("rollback", "staging", "--rehearse", "--plan", Plan, "--out", Way);

        Assert.Equal(10, exitCode);
        Assert.StartsWith("error: staging has resources, and no other commit of this repository is on record as applied there, so nobody knows what to go back to.", output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(workspace.Files.Folder, Way)));
    }

    [Fact]
    public async Task An_envelope_of_another_environment_another_backend_and_without_a_key_is_refused_with_all_of_it()
    {
        using ReleaseWorkspace workspace = await RunningAsync();
        await SealAsync(workspace);

        (string output, int exitCode) = await workspace.RunAsync("rollback", "staging", "--rehearse", "--backend", "pulumi", "--plan", Plan, "--out", Way);

        Assert.Equal(
            (2, $"error: {Plan} is for dev, not for staging. Pass the one of staging.\nerror: {Plan} was sealed on the local backend, not on pulumi. Pass --backend local.\nerror: INFRA_SIGNING_KEY is not set, and outside a dry run gates ignore unsigned evidence. Set it, or INFRA_SIGNING_KEY_FILE.\n"),
            (exitCode, output));
    }

    [Theory]
    [InlineData("error: --rehearse needs --plan FILE: the rollback plan is that of one sealed plan.\nerror: --rehearse needs --out FILE: what it finds is written there.\n", "--rehearse")]
    [InlineData("error: --to does not go with --rehearse, which changes nothing.\nerror: --reason does not go with --rehearse, which changes nothing.\nerror: --emergency does not go with --rehearse, which changes nothing.\n", "--rehearse", "--plan", "a", "--out", "b", "--to", "c", "--reason", "d", "--emergency")]
    [InlineData("error: --reason TEXT is missing; it stands in the audit record.\nerror: --plan goes with --rehearse alone.\nerror: --out goes with --rehearse alone.\n", "--plan", "a", "--out", "b")]
    public async Task Options_that_do_not_go_together_are_all_named(string message, params string[] options)
    {
        using GitWorkspace git = new();

        Assert.Equal((message, 2), await git.Files.RunAsync(["rollback", "dev", .. options]));
    }

    // Dev runs the commit that is tagged ran, and main is one commit ahead.
    private static async Task<ReleaseWorkspace> RunningAsync(Func<string, string>? settings = null)
    {
        ReleaseWorkspace workspace = await ReleaseWorkspace.AppliedAsync();
        if (settings is not null)
        {
            workspace.Files.Write("stacks/Pulumi.dev.yaml", settings(workspace.Files.Read("stacks/Pulumi.dev.yaml")));
            await workspace.Git.CommitAsync("settings");
            await workspace.ApplyAsync("dev");
        }

        workspace.Git.Git("tag", "ran");
        workspace.Files.Write("stacks/catalog/tenants.yaml", workspace.Files.Read("stacks/catalog/tenants.yaml") + "# ahead\n");
        await workspace.Git.CommitAsync("ahead");
        return workspace;
    }

    // A rule may be broken, as by a plan that loses data; the envelope is written all the same.
    private static async Task SealAsync(ReleaseWorkspace workspace, int expected = 0)
    {
        (string output, int exitCode) = await workspace.RunAsync("preview", "dev", "--seal", "--out", Plan);
        Assert.True(exitCode == expected, output);
    }

    private static Task<string> RehearseAsync(ReleaseWorkspace workspace) => workspace.MustAsync("rollback", "dev", "--rehearse", "--plan", Plan, "--out", Way);

    private static string? Fact(ReleaseWorkspace workspace, string name) => JsonDocument.Parse(workspace.Files.Read(Way)).RootElement.GetProperty("facts").GetProperty(name).GetString();
}
