using System.Security.Cryptography;
using System.Text.Json;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Cli.Tests.Releases;

/// <summary>The way back in the real cloud: who may vouch for it, and what is no way back. The record is at a remote, and a program plays the Pulumi CLI.</summary>
public sealed class PulumiRehearsalTests : IAsyncLifetime
{
    private const string Plan = ".infra/plan.json";
    private const string Way = ".infra/way.json";

    // The buckets of the played CLI are not what the rules want; the envelope is written all the same.
    private const int RulesBroken = 5;
    private readonly string home = Directory.CreateTempSubdirectory("infra-pulumi-rehearsal-").FullName;
    private GitWorkspace git = null!;
    private string ran = "";

    private string Remote => Path.Combine(home, "origin.git");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program that plays the CLI is a shell script.");
        File.Copy(Path.Combine(Workspace.Root, "tests", "Cli.Tests", "Releases", "pulumi"), Path.Combine(home, "pulumi"));
        git = await GitWorkspace.ReleasedAsync();
        git.Files.Packages = PackageKind.Official;
        git.Files.TrustsAddresses = true;
        git.Applications();
        git.Files.Variables["PATH"] = $"{home}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        git.Files.TrustPipeline();
        await git.CommitAsync("a key");
        git.Git("clone", "--quiet", "--bare", ".", Remote);
        git.Git("remote", "add", "origin", Remote);
        await git.Files.BeginRecordsAsync();
        await git.CommitAsync("records");
        git.Git("push", "--quiet", "origin", "main");
    }

    public ValueTask DisposeAsync()
    {
        git?.Dispose();
        Directory.Delete(home, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_way_back_is_planned_by_Pulumi_signed_and_changes_nothing()
    {
        await SealAheadAsync();
        string refs = git.Git("--git-dir", Remote, "for-each-ref");

        (string output, int exitCode) = await RehearseAsync();

        Assert.True(exitCode == 0, output);
        Assert.Matches($"^release [0-9a-f]{{12}} at {ran[..12]}, planned on pulumi: no changes, [0-9]+ unchanged\\.\nEvidence for RollbackReady about sha256:[0-9a-f]{{64}}, signed: {Way}\\.\n$", output);
        using JsonDocument evidence = JsonDocument.Parse(git.Files.Read(Way));
        Assert.Equal(ran, evidence.RootElement.GetProperty("facts").GetProperty("commit").GetString());
        Assert.Equal(refs, git.Git("--git-dir", Remote, "for-each-ref"));
        Assert.DoesNotContain(await File.ReadAllLinesAsync(Path.Combine(home, "calls"), TestContext.Current.CancellationToken), c => c.StartsWith("up ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_vouches_for_it_without_a_key_that_is_listed_for_now()
    {
        await SealAheadAsync();
        string pipeline = git.Files.Variables["INFRA_SIGNING_KEY"];
        git.Files.Variables.Remove("INFRA_SIGNING_KEY");
        (string none, int first) = await RehearseAsync();
        using ECDsa unknown = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        git.Files.Variables["INFRA_SIGNING_KEY"] = unknown.ExportPkcs8PrivateKeyPem();
        (string stranger, int second) = await RehearseAsync();
        git.Files.Variables["INFRA_SIGNING_KEY"] = pipeline;
        git.Files.Clock = new SetClock("2027-01-01T00:00:00Z");
        (string ended, int third) = await RehearseAsync();

        Assert.Equal((2, 2, 2), (first, second, third));
        Assert.Equal("error: INFRA_SIGNING_KEY is not set, and outside a dry run gates ignore unsigned evidence. Set it, or INFRA_SIGNING_KEY_FILE.\n", none);
        Assert.Matches("^error: stacks/delivery/gates.yaml does not list the key [0-9a-f]{32}, so nobody believes what it signs\\. ", stranger);
        Assert.Matches("^error: The key [0-9a-f]{32}, pipeline of stacks/delivery/gates.yaml, ended at 2027-01-01T00:00:00Z, and now it is 2027-01-01T00:00:00Z: what it signs now counts nowhere\\. ", ended);
        Refused();
    }

    [Fact]
    public async Task What_the_way_back_would_lose_is_named_one_by_one()
    {
        await SealAheadAsync();
        await File.WriteAllTextAsync(Path.Combine(home, "loses"), "", TestContext.Current.CancellationToken);

        (string output, int exitCode) = await RehearseAsync();

        Assert.Equal(10, exitCode);
        Assert.Matches(
            "^error: gcp:storage/bucket:Bucket orders cannot be made again and would be deleted\\.\nerror: gcp:storage/bucket:Bucket ledgers cannot be made again and would be deleted\\.\n"
            + "error: There is no rollback to release [0-9a-f]{12} of staging: what holds data cannot be undone\\. Keep these in stacks/Pulumi.staging.yaml\\.\n$",
            output);
        Refused();
    }

    [Fact]
    public async Task A_plan_that_Pulumi_refuses_is_no_way_back_and_ends_as_Pulumi_ended()
    {
        await SealAheadAsync();
        await File.WriteAllTextAsync(Path.Combine(home, "refuses"), "error: Duplicate resource URN 'orders'; try giving it a unique name\n", TestContext.Current.CancellationToken);

        (string output, int exitCode) = await RehearseAsync();

        Assert.Equal(255, exitCode);
        Assert.Contains("Duplicate resource URN 'orders'", output, StringComparison.Ordinal);
        Assert.Matches("\nerror: The rollback to release [0-9a-f]{12} of staging could not be planned, so it is none\\.\n$", output);
        Refused();
    }

    [Fact]
    public async Task A_platform_commit_that_this_clone_has_not_is_no_way_back()
    {
        string present = git.Files.Read("stacks/staging/release.yaml");
        git.Release("staging", new string('a', 40));
        git.CommitAsItIs("a platform of another clone");
        await RecordAsync();
        git.Files.Write("stacks/staging/release.yaml", present);
        await SealAheadAsync(record: false);

        (string output, int exitCode) = await RehearseAsync();

        Assert.Equal(2, exitCode);
        Assert.Matches("^error: Release [0-9a-f]{12} follows aaaaaaaaaaaa, and this repository has no such commit, so Argo CD could not read it\\. Fetch the whole history \\(`git fetch --unshallow`\\), or name another release\\.\n$", output);
        Refused();
    }

    [Fact]
    public async Task An_envelope_of_another_environment_or_backend_and_one_that_was_altered_are_refused()
    {
        await SealAheadAsync();
        (string other, int first) = await git.Files.RunAsync(["rollback", "prod", "--rehearse", "--backend", "pulumi", "--plan", Plan, "--out", Way]);
        (string local, int second) = await git.Files.RunAsync(["rollback", "staging", "--rehearse", "--plan", Plan, "--out", Way]);
        git.Files.Replace(Plan, "\"serial\": 0", "\"serial\": 1");
        (string altered, int third) = await RehearseAsync();

        Assert.Equal((2, 2, 11), (first, second, third));
        Assert.Equal($"error: {Plan} is for staging, not for prod. Pass the one of prod.\n", other);
        Assert.Equal($"error: {Plan} was sealed on the pulumi backend, not on local. Pass --backend pulumi.\n", local);
        Assert.StartsWith($"error: {Plan} is not an envelope as it was sealed: its digest is not that of its content.", altered, StringComparison.Ordinal);
        Refused();
    }

    private void Refused() => Assert.False(File.Exists(Path.Combine(git.Files.Folder, Way)), "Evidence was written.");

    // Staging ran what main had, and what is sealed is one commit ahead.
    private async Task SealAheadAsync(bool record = true)
    {
        if (record)
        {
            await RecordAsync();
        }

        git.Files.Write("stacks/catalog/tenants.yaml", git.Files.Read("stacks/catalog/tenants.yaml") + "# ahead\n");
        await git.CommitAsync("ahead");
        git.Git("push", "--quiet", "origin", "main");
        (string output, int exitCode) = await git.Files.RunAsync(["preview", "staging", "--backend", "pulumi", "--seal", "--out", Plan]);
        Assert.True(exitCode is 0 or RulesBroken, output);
    }

    private Task<(string Output, int ExitCode)> RehearseAsync() => git.Files.RunAsync(["rollback", "staging", "--rehearse", "--backend", "pulumi", "--plan", Plan, "--out", Way]);

    // What an `up` of an envelope leaves on the record of the real cloud.
    private async Task RecordAsync()
    {
        ran = git.Git("rev-parse", "HEAD").Trim();
        git.Files.Google.Identity = "staging";
        git.Files.Variables["INFRA_APPLIES"] = "staging";
        Host host = git.Files.Host(TextWriter.Null, TextWriter.Null, keyboard: null);
        AuditTrail trail = new(host, Repository.Find(host), "pulumi");
        _ = await trail.DoAsync(trail.Entry("up", "staging", "pulumi") with { GitCommit = ran }, () => Task.FromResult((0, "succeeded")), TestContext.Current.CancellationToken);
        git.Files.Variables.Remove("INFRA_APPLIES");
        git.Files.Google.Identity = "reader";
    }
}
