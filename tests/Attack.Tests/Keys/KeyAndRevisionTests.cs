using System.Collections.Immutable;
using System.Globalization;
using Infra.Cli.Tests;
using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;
using Infra.Delivery.Risk;
using Infra.Model.Plans;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;

namespace Infra.Attack.Tests.Keys;

/// <summary>A key and an envelope are good for a bounded time, and what runs was merged.</summary>
public sealed class KeyAndRevisionTests
{
    private const string Applications = "https://github.com/setu-retail/deploy";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2026-01-01T00:00:00Z", "2029-01-01T00:00:01Z")]
    [InlineData("2026-01-01T00:00:00Z", "2049-12-31T23:59:59Z")]
    [InlineData("2000-01-01T00:00:00Z", "2027-01-01T00:00:00Z")]
    public async Task A_key_is_not_trusted_for_ever(string from, string until)
    {
        using Workspace workspace = new();
        workspace.TrustPipeline(from, until);

        (string output, int exitCode) = await workspace.RunAsync(["preview", "dev", "--seal", "--local-only", "--out", ".infra/plan.json"]);

        Assert.Equal(2, exitCode);
        Assert.Contains($"a key that signs is trusted for at most 3 years, and this one begins {from}", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_three_years_is_trusted()
    {
        using Workspace workspace = new();
        workspace.TrustPipeline("2026-01-01T00:00:00Z", "2029-01-01T00:00:00Z");

        (string output, int exitCode) = await workspace.RunAsync(["preview", "dev", "--seal", "--local-only", "--out", ".infra/plan.json"]);

        Assert.True(exitCode == 0, output);
    }

    [Theory]
    [InlineData("up")]
    [InlineData("gate")]
    public async Task An_envelope_whose_key_has_ended_since_opens_nothing(string command)
    {
        using GitWorkspace git = new();
        git.Files.TrustPipeline(until: "2026-11-21T06:00:00Z");
        await git.CommitAsync("first");
        (string output, int exitCode) = await git.Files.RunAsync(["preview", "dev", "--seal", "--out", ".infra/plan.json"]);
        Assert.True(exitCode == 0, output);
        git.Files.Clock = new SetClock("2026-11-21T06:00:00Z");

        (output, exitCode) = await git.Files.RunAsync([command, "dev", "--plan", ".infra/plan.json", .. command == "up" ? (string[])["--yes"] : []]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("its key pipeline ended at 2026-11-21T06:00:00Z: what a key signed opens nothing once its time is over", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_whose_key_has_ended_since_opens_nothing()
    {
        using GitWorkspace git = new();
        git.Files.TrustPipeline(until: "2026-11-21T06:00:00Z");
        await git.CommitAsync("first");
        git.Files.Write(".infra/facts.json", """{"unhealthy":[],"requests":1000,"errorBasisPoints":10,"latencyP99Ms":300}""");
        string key = git.Files.Variables["INFRA_SIGNING_KEY"];
        git.Files.Variables.Remove("INFRA_SIGNING_KEY");
        Assert.Equal(0, (await git.Files.RunAsync(["preview", "dev", "--seal", "--out", ".infra/plan.json"])).ExitCode);
        git.Files.Variables["INFRA_SIGNING_KEY"] = key;
        Assert.Equal(0, (await git.Files.RunAsync(["evidence", "HealthGood", "--plan", ".infra/plan.json", "--facts", ".infra/facts.json", "--out", ".infra/health.json"])).ExitCode);
        git.Files.Clock = new SetClock("2026-11-21T06:00:00Z");

        (string output, int exitCode) = await git.Files.RunAsync(["gate", "dev", "--plan", ".infra/plan.json", "--evidence", ".infra/health.json"]);

        Assert.Equal(2, exitCode);
        Assert.Contains("no key of stacks/delivery/gates.yaml vouches for it.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evidence", "preview", "does not sign envelopes by what is written below its signs")]
    [InlineData("records", "preview", "does not sign envelopes by what is written below its signs")]
    [InlineData("records", "evidence", "does not sign evidence by what is written below its signs")]
    [InlineData("envelopes", "evidence", "does not sign evidence by what is written below its signs")]
    public async Task A_key_of_one_job_does_not_sign_what_another_job_signs(string signs, string command, string refusal)
    {
        using GitWorkspace git = new();
        git.Files.TrustPipeline(signs: signs);
        await git.CommitAsync("first");
        git.Files.Write(".infra/facts.json", """{"unhealthy":[],"requests":1000,"errorBasisPoints":10,"latencyP99Ms":300}""");

        (string output, int exitCode) = await git.Files.RunAsync(command == "preview"
            ? ["preview", "dev", "--seal", "--out", ".infra/plan.json"]
            : ["evidence", "HealthGood", "--about", $"sha256:{new string('0', 64)}", "--facts", ".infra/facts.json", "--out", ".infra/health.json"]);

        Assert.True(exitCode == 2, output);
        Assert.Contains(refusal, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evidence", Envelope.Purpose)]
    [InlineData("records", Envelope.Purpose)]
    [InlineData("envelopes", Evidence.Purpose)]
    [InlineData("envelopes", AuditRecord.Purpose)]
    [InlineData("evidence", AuditRecord.Purpose)]
    public void What_a_key_of_one_job_signed_for_another_counts_nowhere(string signs, string purpose)
    {
        using SigningKey key = World.SignedWorld.Stranger();
        string file = File.ReadAllText(Path.Combine(Fixture.Root, "stacks", "delivery", "gates.yaml"))
            + $"keys:\n  job:\n    publicKey: {key.PublicBase64}\n    from: \"2026-01-01T00:00:00Z\"\n    until: \"2027-01-01T00:00:00Z\"\n    signs:\n      - {signs}\n";
        Assert.True(GatesFile.Parse("stacks/delivery/gates.yaml", file).TryGet(out GatesSettings? gates));
        VerifyingKey listed = Assert.Single(gates.Keys);
        DateTimeOffset at = DateTimeOffset.Parse("2026-11-21T04:30:00Z", CultureInfo.InvariantCulture);

        Assert.False(listed.Verifies(key.Sign(purpose, "sha256:x"), purpose, "sha256:x", at));
        Assert.True((listed with { Purposes = [] }).Verifies(key.Sign(purpose, "sha256:x"), purpose, "sha256:x", at));
    }

    [Fact]
    public void An_envelope_that_says_it_is_good_for_a_year_is_not()
    {
        DateTimeOffset now = DateTimeOffset.Parse("2026-11-21T04:30:00Z", CultureInfo.InvariantCulture);
        Seal seal = new()
        {
            Commit = null, BaseCommit = null, LocalOnly = true, Packages = "official", Closure = "c", Tool = "t", Providers = ImmutableSortedDictionary<string, string>.Empty, Configuration = ImmutableSortedDictionary<string, string>.Empty, Program = "p", Policy = "r", Lineage = null, Serial = 0, State = "s",
        };
        Envelope envelope = new() { Plan = new Plan { Stack = "dev", Backend = "local", Steps = [] }, Seal = seal, SealedAt = now, ExpiresAt = now.AddDays(365) };

        Assert.Contains(
            "it would be good from 2026-11-21T04:30:00Z until 2027-11-21T04:30:00Z, and an envelope is good for at most 24 hours", EnvelopeCheck.Differences(envelope, "dev", "local", seal, now.AddHours(1)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_platform_that_was_never_merged_is_not_released_nor_kept_by_a_region(bool ofRegion)
    {
        using GitWorkspace git = await ReleasedAsync();
        string merged = git.Git("rev-parse", "HEAD").Trim();
        git.Git("switch", "--quiet", "--orphan", "fork");
        git.Git("commit", "--quiet", "--allow-empty", "--message", "a fork's");
        string fork = git.Git("rev-parse", "HEAD").Trim();
        git.Git("switch", "--quiet", "main");
        git.Release("staging", ofRegion ? merged : fork);
        if (ofRegion)
        {
            git.Keep("staging", "asia-south1", fork);
        }

        string commit = git.CommitAsItIs("release");

        string objection = Assert.Single(await OriginAsync(git, commit));

        Assert.Equal(
            $"stacks/staging/release.yaml names the platform {fork[..12]}, which the history of {commit[..12]} does not hold: it was never merged. Merge it, or name a commit of main", objection);
    }

    [Theory]
    [InlineData("refs/heads/attack")]
    [InlineData("refs/pull/1/head")]
    [InlineData("refs/tags/main")]
    public async Task Applications_that_a_server_gives_by_their_hash_and_main_does_not_hold_are_not_released(string reference)
    {
        using GitWorkspace git = await ReleasedAsync();
        string[] there = [$"--git-dir={Path.Combine(git.Files.Folder, ".infra", "deploy.git")}"];
        string fork = git.Git([.. there, "commit-tree", "main^{tree}", "-m", "a fork's", "-p", "main"]).Trim();
        git.Git([.. there, "update-ref", reference, fork]);
        string main = git.Git([.. there, "rev-parse", "refs/heads/main"]).Trim();
        git.Files.Replace("stacks/staging/release.yaml", main, fork);
        string commit = git.CommitAsItIs("release");

        string objection = Assert.Single(await OriginAsync(git, commit));

        Assert.Equal(
            $"stacks/staging/release.yaml names the applications' commit {fork[..12]}, which main of {Applications} does not hold: it was never merged there, and may be a fork's. Merge it there first", objection);
    }

    [Fact]
    public async Task Applications_whose_repository_does_not_answer_are_not_released()
    {
        using GitWorkspace git = await ReleasedAsync();
        string commit = git.Git("rev-parse", "HEAD").Trim();
        Directory.Delete(Path.Combine(git.Files.Folder, ".infra", "deploy.git"), recursive: true);

        string objection = Assert.Single(await OriginAsync(git, commit));

        Assert.Contains($"and {Applications} could not be asked whether its main holds it.", objection, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_main_holds_is_released()
    {
        using GitWorkspace git = await ReleasedAsync();

        Assert.Empty(await OriginAsync(git, git.Git("rev-parse", "HEAD").Trim()));
    }

    [Theory]
    [InlineData("Stacks/PROD/x.yaml")]
    [InlineData("\uff53tacks/prod/x.yaml")]
    [InlineData("stac\u212as/prod/x.yaml")]
    [InlineData("sta\u0301cks/prod/x.yaml")]
    public void A_path_in_another_case_or_form_does_not_pass_by_a_rule(string path)
    {
        ApprovalSettings settings = ApprovalFile.Parse("stacks/delivery/approvals.yaml", File.ReadAllText(Path.Combine(Fixture.Root, "stacks", "delivery", "approvals.yaml"))) is var read && read.TryGet(out ApprovalSettings? good)
            ? good with { Tags = [new ApprovalTag("guarded", ["stacks/prod/*"], [])] }
            : throw new InvalidOperationException(string.Join('\n', read.Problems));
        ApprovalRequest request = new()
        {
            Envelope = "", Commit = null, Environment = "prod", IsLocal = false, SealedAt = default, Paths = [path], Resources = [], Risk = RiskLevel.Low,
        };

        Assert.Equal(["guarded"], ApprovalJudge.TagsOf(settings, request));
    }

    private static async Task<GitWorkspace> ReleasedAsync()
    {
        GitWorkspace git = await GitWorkspace.ReleasedAsync();
        git.Files.TrustsAddresses = true;
        git.Applications();
        await git.CommitAsync("runs a commit of the applications");
        return git;
    }

    private static async Task<IReadOnlyList<string>> OriginAsync(GitWorkspace git, string commit)
    {
        Host host = git.Files.Host(TextWriter.Null, TextWriter.Null, null);
        return await new ReleaseOrigin(host, Repository.Find(host)).ObjectionsAsync("staging", commit, "pulumi", Cancellation);
    }
}
