using System.Globalization;
using System.Text;
using Infra.Attack.Tests.World;
using Infra.Cli.Tests.Google;
using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Delivery.KeptRules;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Pipeline.Recording;

namespace Infra.Attack.Tests.Records;

/// <summary>A broken record goes on by the word of two people, on the record, and by nobody else's.</summary>
public sealed class RecoveryTests
{
    private const string File = ".infra/recovery.json";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("the end")]
    [InlineData("the middle")]
    [InlineData("everything")]
    [InlineData("the branch")]
    public async Task Two_people_put_back_what_was_cut_and_the_record_says_who_they_were(string cut)
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await world.ApplyAsync("staging");
        await world.ApplyAsync("prod");
        string[] lines = world.Lines();
        switch (cut)
        {
            case "the end": world.Write(lines[..^1]); break;
            case "the middle": world.Write([.. lines[..2], .. lines[3..]]); break;
            case "everything": world.Write([]); break;
            default: world.Git.Git("--git-dir", world.Remote, "update-ref", "-d", "refs/heads/infra/audit"); break;
        }

        Assert.NotNull((await world.ChainAsync()).Fault);
        (string output, int exitCode) = await TwoAsync(world, "asha", "meera");

        Assert.True(exitCode == 0, output);
        AuditChain chain = await world.ChainAsync();
        Assert.Null(chain.Fault);
        Assert.Equal([0L, 1, 2, 3, 4, 5], chain.Records.Select(r => r.Sequence));
        AuditEntry last = chain.Records[^1].Entry;
        Assert.Equal(("recover", "the branch was cut, INC-9"), (last.Action, last.BusinessJustification));
        Assert.StartsWith("asha ", last.Verdicts["FirstConsent"], StringComparison.Ordinal);
        Assert.StartsWith("meera ", last.Verdicts["SecondConsent"], StringComparison.Ordinal);
        await world.ApplyAsync("staging");
        Assert.Null((await world.ChainAsync()).Fault);
    }

    [Theory]
    [InlineData("asha", "asha", "Two different people recover the record")]
    [InlineData("meera", "meera", "Two different people recover the record")]
    [InlineData("asha", "vikram", "one of them is in the role rules")]
    public async Task One_person_and_two_without_the_role_recover_nothing(string first, string second, string refusal)
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await world.ApplyAsync("staging");
        world.Write([]);

        (string output, int exitCode) = await TwoAsync(world, first, second);

        Assert.Equal(10, exitCode);
        Assert.Contains(refusal, output, StringComparison.Ordinal);
        Assert.NotNull((await world.ChainAsync()).Fault);
    }

    [Fact]
    public async Task A_file_that_somebody_changed_or_signed_in_anothers_name_recovers_nothing()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await world.ApplyAsync("staging");
        world.Write([]);
        await RunAsync(world, "asha", "audit", "recover", "--out", File);
        string signed = world.Git.Files.Read(File);
        using SigningKey stranger = SignedWorld.Stranger();
        string forged = new RecoveryConsent("asha", world.Trail().Now(), stranger.Sign(Recovery.Purpose, RecoveryConsent.Signed(Digest(signed), "asha", world.Trail().Now()))).ToString();
        foreach ((string text, string refusal) in new[]
        {
            (signed.Replace("\"asha ", "\"leela ", StringComparison.Ordinal), "is not signed by a key that stacks/delivery/approvals.yaml lists for leela"),
            ($$"""{"schema":"infra.recovery/v1","digest":"{{Digest(signed)}}","consent":"{{forged}}"}""", "is not signed by a key that stacks/delivery/approvals.yaml lists for asha"),
            (signed.Replace(Digest(signed), "sha256:" + new string('0', 64), StringComparison.Ordinal), "is about another state of the record"),
            ("{}", "is none that `infra audit recover --out FILE` wrote"),
            ("[", "is none that `infra audit recover --out FILE` wrote"),
        })
        {
            world.Git.Files.Write(File, text);
            (string output, int exitCode) = await RunAsync(world, "meera", "audit", "recover", "--with", File, "--reason", "x");
            Assert.NotEqual(0, exitCode);
            Assert.Contains(refusal, output, StringComparison.Ordinal);
        }

        Assert.NotNull((await world.ChainAsync()).Fault);
    }

    [Fact]
    public async Task What_the_first_signed_a_day_ago_or_before_the_record_changed_is_not_done()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await world.ApplyAsync("staging");
        string[] lines = world.Lines();
        world.Write([]);
        await RunAsync(world, "asha", "audit", "recover", "--out", File);
        world.Clock.Now = world.Clock.Now.AddHours(25);

        (string late, _) = await RunAsync(world, "meera", "audit", "recover", "--with", File, "--reason", "x");
        await RunAsync(world, "asha", "audit", "recover", "--out", File);
        world.Write(lines);
        await world.ApplyAsync("staging");
        (string changed, _) = await RunAsync(world, "meera", "audit", "recover", "--with", File, "--reason", "x");

        Assert.Contains("and counts for a day", late, StringComparison.Ordinal);
        Assert.Contains("is about another state of the record", changed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_history_that_a_listed_key_signed_is_set_aside_by_two_people_and_stays_so()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await world.ApplyAsync("staging");
        string other = Other(world, await world.ChainAsync(), "leela");
        world.Write([.. world.Lines(), other]);
        Assert.Equal("record 1 stands there twice, signed with other words", (await world.ChainAsync()).Fault);

        (string output, int exitCode) = await TwoAsync(world, "asha", "meera");

        Assert.True(exitCode == 0, output);
        Assert.Contains("set aside:     1  2026-10-20", output, StringComparison.Ordinal);
        await world.ApplyAsync("prod");
        AuditChain chain = await world.ChainAsync();
        Assert.Null(chain.Fault);
        Assert.DoesNotContain(chain.Records, r => r.Entry.Action == "override");
        Assert.Contains(other, world.Lines());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_recovery_that_one_person_wrote_sets_nothing_aside(bool replays)
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        AuditTrail trail = world.Trail();
        _ = await trail.DoAsync(trail.Entry("override", "prod", "pulumi"), () => Task.FromResult((0, "succeeded")), Stop);
        AuditChain before = await world.ChainAsync();
        AuditRecord zero = before.Records[0];
        using SigningKey meera = world.KeyOf("meera");
        using SigningKey asha = world.KeyOf("asha");
        DateTimeOffset at = trail.Now();
        AuditAnchor tip = new(0, zero.Hash);
        Recovery recovery = new(zero.Repository!, tip, [.. before.Records.Skip(1).Select(r => r.Hash).Order(StringComparer.Ordinal)], false, null);

        // Asha's word is one that she gave about something else, or none of hers.
        RecoveryConsent given = replays
            ? RecoveryConsent.Of(recovery with { SetAside = [] }, "asha", at, asha)
            : new RecoveryConsent("asha", at, meera.Sign(Recovery.Purpose, RecoveryConsent.Signed(recovery.Digest, "asha", at)));
        AuditRecord unsigned = new(1, tip.Hash, zero.Entry with { Action = Recovery.Action, Verdicts = recovery.Verdicts(given, RecoveryConsent.Of(recovery, "meera", at, meera)) }) { Repository = zero.Repository };
        world.Write([.. world.Lines(), AuditJson.Write(unsigned with { Signature = meera.Sign(AuditRecord.Purpose, unsigned.Hash) }).TrimEnd('\n')]);

        AuditChain chain = await world.ChainAsync();

        Assert.Null(chain.Fault);
        Assert.Equal(before.Records.Select(r => r.Hash), chain.Records.Select(r => r.Hash));
        Assert.Equal(1, chain.Passed);
    }

    [Fact]
    public async Task An_object_that_no_record_is_behind_closes_and_two_people_set_it_aside()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await world.ApplyAsync("dev");
        await world.ApplyAsync("prod");
        world.Google.Put($"dev/records/999999/999999999-{new string('a', 64)}.json", "{}"u8.ToArray());
        Assert.Contains("record 999999999 is missing", (await world.ChainAsync()).Fault, StringComparison.Ordinal);

        (string output, int exitCode) = await TwoAsync(world, "meera", "leela");

        Assert.True(exitCode == 0, output);
        Assert.Contains("objects of the audit bucket above this place that no record is behind", output, StringComparison.Ordinal);
        Assert.Null((await world.ChainAsync()).Fault);
        await world.ApplyAsync("dev");
        Assert.Null((await world.ChainAsync()).Fault);
    }

    [Fact]
    public async Task A_bucket_that_lost_everything_is_filled_from_the_branch_and_does_not_begin_again()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await world.ApplyAsync("staging");
        await world.ApplyAsync("prod");
        string[] hashes = [.. (await world.ChainAsync()).Records.Select(r => r.Hash)];
        world.Google.Lose();
        world.As("asha", GoogleServer.Operator);
        InfraException anew = await Assert.ThrowsAsync<InfraException>(() => new FirstRecord(world.Host(), world.Repository()).WriteAsync(Stop));

        (string output, int exitCode) = await TwoAsync(world, "asha", "meera", GoogleServer.Operator);

        Assert.Contains("the bucket lost them, so records do not begin again", anew.Message, StringComparison.Ordinal);
        Assert.True(exitCode == 0, output);
        AuditChain chain = await world.ChainAsync();
        Assert.Null(chain.Fault);
        Assert.Equal(hashes, chain.Records.Take(hashes.Length).Select(r => r.Hash));
        Assert.Equal(hashes.Length, world.Google.Names.Count(n => n.StartsWith("bootstrap/records/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_lost_record_of_approvals_begins_anew_and_what_was_approved_before_counts_no_more_when_it_comes_back()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await ApproveAsync(world, "asha");
        string[] lines = world.Lines("approvals");
        world.Write([], "approvals");
        InfraException lost = await Assert.ThrowsAsync<InfraException>(() => world.Trail().Ledger.ReadAsync(Stop));

        (string output, int exitCode) = await TwoAsync(world, "asha", "meera", options: "--approvals-anew");

        Assert.Contains("The record of approvals is broken", lost.Message, StringComparison.Ordinal);
        Assert.True(exitCode == 0, output);
        Assert.Empty(await world.Trail().Ledger.ReadAsync(Stop));
        world.Write(lines, "approvals");
        Assert.Empty(await world.Trail().Ledger.ReadAsync(Stop));
        await ApproveAsync(world, "leela");
        Assert.Equal(["leela"], (await world.Trail().Ledger.ReadAsync(Stop)).Select(r => r.Person));
    }

    [Fact]
    public async Task Rules_that_are_kept_anew_are_those_of_the_commit_and_only_two_people_keep_them()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        world.Git.Files.Replace("stacks/delivery/approvals.yaml", "lifetimeHours: 24", "lifetimeHours: 12");
        _ = world.Git.CommitAsItIs("change");

        (string alone, int one) = await TwoAsync(world, "meera", "meera", GoogleServer.Operator, "--rules", "prod");
        Assert.DoesNotContain(world.Google.Names, n => n.StartsWith("prod/rules/", StringComparison.Ordinal));
        (string output, int exitCode) = await TwoAsync(world, "asha", "meera", GoogleServer.Operator, "--rules", "prod");

        Assert.True(one == 10, alone);
        Assert.True(exitCode == 0, output);
        RulesBundle kept = await new RulesObjects(world.Trail().Keys.Bucket).ApprovedAsync("prod", 99, Stop);
        Assert.Contains("lifetimeHours: 12", kept.Files["stacks/delivery/approvals.yaml"], StringComparison.Ordinal);
        Assert.Equal($"prod:{kept.Digest}", (await world.ChainAsync()).Records[^1].Entry.Verdicts["Rules"]);
    }

    [Fact]
    public async Task An_apply_identity_that_writes_the_history_of_another_anew_closes()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await world.ApplyAsync("staging", outcome: "failed");
        AuditChain chain = await world.ChainAsync();

        // As the job of dev, with dev's key: staging failed never, and dev's own record stands behind that.
        world.AsJob("dev");
        IRecordSigner key = world.Git.Files.Google.Cloud.Signer(world.Repository().Foundation(world.Repository().Settings("dev"))!.AuditKey);
        List<AuditRecord> forged = [chain.Records[0]];
        foreach (AuditEntry entry in new[] { chain.Records[1].Entry, chain.Records[2].Entry with { Outcome = "succeeded" }, chain.Records[1].Entry with { DeploymentTarget = "dev" } })
        {
            AuditRecord unsigned = new(forged.Count, forged[^1].Hash, entry) { Repository = forged[0].Repository };
            forged.Add(unsigned with { Signature = await key.SignAsync(AuditRecord.Purpose, unsigned.Hash, Stop) });
        }

        await new AuditObjects(world.Trail().Keys.Bucket).CopyAsync("dev", forged, Stop);
        world.Write([.. world.Lines(), .. forged.Skip(1).Select(r => AuditJson.Write(r).TrimEnd('\n'))]);

        Assert.Equal("record 2 is not the one that another job copied to the bucket", (await world.ChainAsync()).Fault);
    }

    [Fact]
    public async Task What_an_apply_identity_alone_proves_decides_nothing_where_no_key_signed_it()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        AuditRecord zero = (await world.ChainAsync()).Records[0];
        AuditEntry up = (world.Trail().Entry("up", "staging", "pulumi") with { Phase = AuditPhase.End, Outcome = "succeeded", GitCommit = world.Head, DurationSeconds = 1 });
        AuditRecord unsigned = new(1, zero.Hash, up) { Repository = zero.Repository };
        world.AsJob("dev");
        IRecordSigner key = world.Git.Files.Google.Cloud.Signer(world.Repository().Foundation(world.Repository().Settings("dev"))!.AuditKey);
        AuditRecord record = unsigned with { Signature = await key.SignAsync(AuditRecord.Purpose, unsigned.Hash, Stop) };
        await new AuditObjects(world.Trail().Keys.Bucket).CopyAsync("dev", [record], Stop);
        world.Write([.. world.Lines(), AuditJson.Write(record).TrimEnd('\n')]);

        AuditChain chain = await world.ChainAsync();

        Assert.Null(chain.Fault);
        Assert.Equal([0L], chain.Records.Select(r => r.Sequence));
        Assert.Equal([0L, 1], chain.Links.Select(r => r.Sequence));
    }

    [Fact]
    public async Task Taking_the_key_of_somebody_who_recorded_out_of_the_lists_breaks_nothing()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        foreach (string person in (string[])["leela", "meera"])
        {
            world.As(person);
            AuditTrail trail = world.Trail();
            _ = await trail.DoAsync(trail.Entry("override", "prod", "pulumi"), () => Task.FromResult((0, "succeeded")), Stop);
        }

        string text = world.Git.Files.Read("stacks/delivery/approvals.yaml");
        int at = text.IndexOf("    keys:\n", text.IndexOf("  leela:\n", StringComparison.Ordinal), StringComparison.Ordinal);
        world.Git.Files.Write("stacks/delivery/approvals.yaml", text.Remove(at, text.IndexOf("    github:", at, StringComparison.Ordinal) - at));

        AuditChain chain = await world.ChainAsync();

        Assert.Null(chain.Fault);
        Assert.Equal([0L, 3, 4], chain.Records.Select(r => r.Sequence));
        await world.ApplyAsync("staging");
        Assert.Equal(7, (await world.ChainAsync()).Links.Length);
    }

    private static async Task<(string Output, int ExitCode)> TwoAsync(SignedWorld world, string first, string second, string identity = "reader", params string[] options)
    {
        (string output, int exitCode) = await RunAsync(world, first, identity, ["audit", "recover", "--out", File, .. options]);
        Assert.True(exitCode == 0, output);
        return await RunAsync(world, second, identity, ["audit", "recover", "--with", File, "--reason", "the branch was cut, INC-9", .. options]);
    }

    private static Task<(string Output, int ExitCode)> RunAsync(SignedWorld world, string person, params string[] command) => RunAsync(world, person, "reader", command);

    private static Task<(string Output, int ExitCode)> RunAsync(SignedWorld world, string person, string identity, string[] command)
    {
        world.As(person, identity);
        return world.Git.Files.RunAsync(command);
    }

    private static string Digest(string proposal) => (string)System.Text.Json.Nodes.JsonNode.Parse(proposal)!["digest"]!;

    private static string Other(SignedWorld world, AuditChain chain, string person)
    {
        using SigningKey key = world.KeyOf(person);
        AuditRecord first = chain.Records[0];
        AuditRecord other = new(1, first.Hash, first.Entry with { Action = "override" }) { Repository = first.Repository };
        return AuditJson.Write(other with { Signature = key.Sign(AuditRecord.Purpose, other.Hash) }).TrimEnd('\n');
    }

    private static async Task ApproveAsync(SignedWorld world, string person)
    {
        world.As(person);
        using SigningKey key = world.KeyOf(person);
        AuditTrail trail = world.Trail();
        ApprovalRecord record = new()
        {
            Kind = ApprovalRecordKind.Approve, Envelope = $"sha256:{new string('1', 64)}", Environment = "prod", Person = person, Role = "platform_team", At = trail.Now(), Reason = "",
        };
        _ = await trail.DoAsync(trail.Entry("approve", "prod", "pulumi"), async () => (await trail.Ledger.AddAsync(record, key, Stop), "succeeded"), Stop);
    }
}
