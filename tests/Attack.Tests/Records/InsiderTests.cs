using System.Reflection;
using System.Text.RegularExpressions;
using Infra.Attack.Tests.Rules;
using Infra.Attack.Tests.World;
using Infra.Cli.Tests.Google;
using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Delivery.KeptRules;
using Infra.Git;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Attack.Tests.Records;

/// <summary>What one insider with one key, or with none, makes of the record.</summary>
public sealed class InsiderTests
{
    private const string File = ".infra/recovery.json";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static readonly EnvelopeSignature None = new(new string('0', 32), [.. new byte[64]]);

    // Leela may push infra/audit and has one key. She puts an unsigned record below a signed one of hers.
    private static async Task<AuditRecord> ForgeAsync(SignedWorld world, string environment, string commit)
    {
        AuditRecord last = (await world.ChainAsync()).Links[^1];
        world.As("leela");
        AuditEntry up = world.Trail().Entry("up", environment, "pulumi") with { Phase = AuditPhase.End, Outcome = "succeeded", GitCommit = commit, DurationSeconds = 1 };
        AuditRecord forged = new(last.Sequence + 1, last.Hash, up) { Repository = last.Repository, Signature = None };
        AuditEntry cover = world.Trail().Entry("review", "prod", "pulumi") with { Phase = AuditPhase.End, Outcome = "succeeded", DurationSeconds = 1 };
        AuditRecord above = new(last.Sequence + 2, forged.Hash, cover) { Repository = last.Repository };
        using SigningKey leela = world.KeyOf("leela");
        world.Write([.. world.Lines(), AuditJson.Write(forged).TrimEnd('\n'), AuditJson.Write(above with { Signature = leela.Sign(AuditRecord.Purpose, above.Hash) }).TrimEnd('\n')]);
        return forged;
    }

    [Fact]
    public async Task An_unsigned_record_below_a_signed_one_is_believed_by_nobody_however_many_go_on_behind_it()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        AuditRecord forged = await ForgeAsync(world, "staging", world.Head);
        AuditChain first = await world.ChainAsync();
        Assert.Null(first.Fault);
        Assert.DoesNotContain(first.Records, r => r.Hash == forged.Hash);

        await world.ApplyAsync("staging", outcome: "refused");
        await world.ApplyAsync("prod", outcome: "refused");

        AuditChain chain = await world.ChainAsync();
        Assert.Null(chain.Fault);
        bool soaks = (await world.SoakAsync(world.Head)).ContainsKey("staging");
        bool believed = chain.Records.Any(r => r.Hash == forged.Hash);
        Assert.False(soaks || believed, $"believed: {believed}, soaks: {soaks}, in the bucket: {string.Join(' ', world.Google.Names.Where(n => n.Contains(forged.Hash["sha256:".Length..], StringComparison.Ordinal)))}");
    }

    [Fact]
    public async Task What_one_apply_identity_wrote_of_another_decides_nothing_after_honest_jobs_went_on()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        AuditRecord zero = (await world.ChainAsync()).Records[0];
        AuditEntry up = world.Trail().Entry("up", "staging", "pulumi") with { Phase = AuditPhase.End, Outcome = "succeeded", GitCommit = world.Head, DurationSeconds = 1 };
        AuditRecord unsigned = new(1, zero.Hash, up) { Repository = zero.Repository };
        world.AsJob("dev");
        IRecordSigner key = world.Git.Files.Google.Cloud.Signer(world.Repository().Foundation(world.Repository().Settings("dev"))!.AuditKey);
        AuditRecord record = unsigned with { Signature = await key.SignAsync(AuditRecord.Purpose, unsigned.Hash, Stop) };
        await new AuditObjects(world.Trail().Keys.Bucket).CopyAsync("dev", [record], Stop);
        world.Write([.. world.Lines(), AuditJson.Write(record).TrimEnd('\n')]);
        await world.ApplyAsync("staging", outcome: "refused");

        AuditChain chain = await world.ChainAsync();
        bool soaks = (await world.SoakAsync(world.Head)).ContainsKey("staging");
        Assert.False(soaks || chain.Records.Any(r => r.Hash == record.Hash), $"soaks: {soaks}, fault: {chain.Fault}, believed: {chain.Records.Any(r => r.Hash == record.Hash)}");
    }

    [Fact]
    public async Task A_commit_that_calls_production_development_is_held_like_a_change_of_the_rules()
    {
        using SignedWorld world = await SignedWorld.StartAsync("2026-07-14T04:30:00Z");
        string text = world.Git.Files.Read("stacks/Pulumi.prod.yaml");
        world.Git.Files.Write("stacks/Pulumi.prod.yaml", Regex.Replace(text.Replace("infra:tier: production", "infra:tier: development", StringComparison.Ordinal), "(maxNodes|minNodes): [0-9]+", "$1: 1"));
        Repository repository = world.Repository();
        RulesBundle kept = await new RulesObjects(world.Trail().Keys.Bucket).ApprovedAsync("prod", 0, Stop);

        Assert.Contains("prod Production\n", kept.Files[RulesBundle.Tiers], StringComparison.Ordinal);
        Assert.Equal(["tiers"], kept.Differences(kept.Files.SetItem(RulesBundle.Tiers, kept.Files[RulesBundle.Tiers].Replace("prod Production", "prod Development", StringComparison.Ordinal)), kept.Program));
        Assert.True(repository.JudgedBy(kept.Files).IsProtected("prod"));
        Assert.True(await new Protection(world.Host(), repository).HoldsAsync("prod", "pulumi", Stop));
    }

    [Fact]
    public async Task An_unsigned_record_takes_no_commits_out_of_what_production_is_asked_about()
    {
        using SignedWorld world = await SignedWorld.StartAsync("2026-07-14T04:30:00Z");
        world.Git.Files.Write("stacks/rules/waivers.yaml", world.Git.Files.Read("stacks/rules/waivers.yaml") + "# leela's\n");
        world.Git.Git("add", "--all");
        world.Git.Git("-c", "user.name=Leela", "-c", "user.email=leela@setu-retail.example", "commit", "--quiet", "--message", "leela's change");
        string hers = world.Head;
        AuditRecord forged = await ForgeAsync(world, "prod", hers);
        await world.ApplyAsync("prod", outcome: "refused");
        await world.ApplyAsync("dev", outcome: "refused");
        world.Git.Files.Write("stacks/rules/waivers.yaml", world.Git.Files.Read("stacks/rules/waivers.yaml") + "# trivial\n");
        Envelope envelope = await ChangedRules.SealAsync(world);
        world.AsJob("prod");

        AuditRecord[] records = [.. (await world.ChainAsync()).Records];
        Gatekeeper gating = new(world.Host(), world.Repository(), world.Trail());
        MethodInfo brought = typeof(Gatekeeper).GetMethod("BroughtAsync", BindingFlags.Instance | BindingFlags.NonPublic)!;
        var (after, commits, _) = await (Task<(string?, IReadOnlyList<GitCommit>, IReadOnlyList<string>)>)brought.Invoke(gating, [envelope, records, Stop])!;

        Assert.True(after != hers && commits.Count == 2, $"production is evaluated from {after} on, which it never ran; {commits.Count} commits are looked at");
    }

    private static void Push(SignedWorld world, string branch, Action<string> change)
    {
        string clone = Directory.CreateTempSubdirectory("insider").FullName;
        world.Git.Git("clone", "--quiet", "--branch", branch, world.Remote, clone);
        change(clone);
        world.Git.Git("-C", clone, "add", "--all");
        world.Git.Git("-C", clone, "-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "--quiet", "--message", "audit");
        world.Git.Git("-C", clone, "push", "--quiet", "origin", $"HEAD:{branch}");
        Directory.Delete(clone, recursive: true);
    }

    private static async Task<(string Output, int ExitCode)> TwoAsync(SignedWorld world, string identity = "reader", params string[] options)
    {
        world.As("asha", identity);
        (string output, int exitCode) = await world.Git.Files.RunAsync(["audit", "recover", "--out", File, .. options]);
        if (exitCode != 0)
        {
            return (output, exitCode);
        }

        world.As("meera", identity);
        return await world.Git.Files.RunAsync(["audit", "recover", "--with", File, "--reason", "x", .. options]);
    }

    [Fact]
    public async Task A_file_beside_the_records_makes_no_append_erase_the_one_before()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await world.ApplyAsync("staging");

        // No key: a push right alone.
        Push(world, "infra/audit", clone =>
        {
            System.IO.File.WriteAllText(Path.Combine(clone, "000003.jsonl"), "x\n");
            System.IO.File.WriteAllText(Path.Combine(clone, "zzz"), string.Concat(Enumerable.Repeat("x\n", 1000)));
        });
        Assert.Null((await world.ChainAsync()).Fault);
        Exception? stopped = await Record.ExceptionAsync(() => world.ApplyAsync("prod"));
        (string one, int first) = await TwoAsync(world);
        (string two, int second) = await TwoAsync(world);
        string? fault = (await world.ChainAsync()).Fault;
        Assert.True(stopped is null && first == 0 && second == 0 && fault is null, $"apply: {stopped?.Message}\nrecover 1 ({first}): {one}\nrecover 2 ({second}): {two}\nfault: {fault}");
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("name")]
    public async Task An_entry_that_is_no_file_of_lines_stops_nothing(string what)
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await world.ApplyAsync("staging");
        Push(world, "infra/audit", clone =>
        {
            string file = what == "folder" ? Path.Combine(Directory.CreateDirectory(Path.Combine(clone, "zz")).FullName, "x") : Path.Combine(clone, "ä\"b");
            System.IO.File.WriteAllText(file, "x\n");
        });
        Exception? read = await Record.ExceptionAsync(world.ChainAsync);
        (string output, int exitCode) = await TwoAsync(world);
        Assert.True(read is null && exitCode == 0, $"read: {read?.Message}\nrecover ({exitCode}): {output}");
    }

    [Fact]
    public async Task However_many_objects_an_identity_made_two_people_set_them_aside_at_once()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await world.ApplyAsync("dev");
        await world.ApplyAsync("prod");
        for (int i = 0; i < 3; i++)
        {
            world.Google.Put($"dev/records/999999/99999999{i}-{new string((char)('a' + i), 64)}.json", "{}"u8.ToArray());
        }

        List<string> said = [];
        for (int turn = 1; turn <= 4; turn++)
        {
            (string output, int exitCode) = await TwoAsync(world);
            said.Add($"{turn}: {exitCode} {output}");
            if (exitCode == 0)
            {
                break;
            }
        }

        Assert.True(said.Count == 1, string.Join('\n', said));
    }

    [Fact]
    public async Task Kept_rules_with_a_number_that_no_record_has_are_not_the_last()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await world.ApplyAsync("dev");
        world.Google.Put($"dev/rules/999999999-{new string('f', 64)}.json", "{}"u8.ToArray());
        (string output, int exitCode) = await TwoAsync(world, GoogleServer.Operator, "--rules", "dev");
        Assert.True(exitCode == 0, output);
        _ = await new RulesObjects(world.Trail().Keys.Bucket).ApprovedAsync("dev", 99, Stop);
    }

    [Fact]
    public void An_emergency_of_bootstrap_waits_for_a_review()
    {
        AuditEntry entry = new()
        {
            DeploymentId = new string('0', 32), Timestamp = DateTimeOffset.UnixEpoch, Phase = AuditPhase.End, Action = "bootstrap", DeploymentTarget = "bootstrap", Actor = "asha", Backend = "pulumi",
            Envelope = $"sha256:{new string('1', 64)}", Outcome = "succeeded", Verdicts = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add(OpenReview.Mark, "yes"),
        };
        Assert.NotNull(ReviewJudge.DigestOf(entry with { Action = "up" }));
        Assert.NotNull(ReviewJudge.DigestOf(entry));
    }

    [Theory]
    [InlineData("gap")]
    [InlineData("twice")]
    [InlineData("audit")]
    public async Task Where_one_signed_line_closes_the_approvals_they_begin_anew_without_it(string what)
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await ApproveAsync(world, "asha");
        AuditChain audit = await world.ChainAsync();
        ApprovalRecord last = (await world.Trail().Ledger.ReadAsync(Stop))[^1];
        using SigningKey leela = world.KeyOf("leela");
        string hash = new('a', 64);
        ApprovalRecord forged = last with
        {
            Person = "leela", Signature = null,
            Place = what switch
            {
                "gap" => last.Place! with { Sequence = 7, Previous = $"sha256:{hash}" },
                "audit" => last.Place! with { Sequence = 1, Previous = last.LineHash, Audit = new AuditAnchor(999, $"sha256:{hash}") },
                _ => last.Place!,
            },
        };
        world.Write([.. world.Lines("approvals"), ApprovalJson.Write(forged.SignedBy(leela)).TrimEnd('\n')], "approvals");
        Exception? closed = await Record.ExceptionAsync(() => world.Trail().Ledger.ReadAsync(Stop));

        (string output, int exitCode) = await TwoAsync(world, options: "--approvals-anew");
        Exception? after = await Record.ExceptionAsync(() => ApproveAsync(world, "asha"));

        Assert.True(after is null && exitCode == 0, $"closed: {closed?.Message}\nrecover ({exitCode}): {output}\nafter: {after?.Message}");
    }

    [Fact]
    public async Task A_consent_of_long_ago_in_an_unsigned_line_sets_nothing_aside()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        AuditRecord zero = (await world.ChainAsync()).Records[0];
        using SigningKey meera = world.KeyOf("meera");
        using SigningKey asha = world.KeyOf("asha");

        // Asha proposed once, nobody carried it out; Meera kept the file.
        DateTimeOffset then = world.Trail().Now().AddDays(-100);
        AuditTrail trail = world.Trail();
        _ = await trail.DoAsync(trail.Entry("override", "prod", "pulumi"), () => Task.FromResult((0, "succeeded")), Stop);
        AuditChain before = await world.ChainAsync();
        Recovery recovery = new(zero.Repository!, new AuditAnchor(0, zero.Hash), [.. before.Records.Skip(1).Select(r => r.Hash).Order(StringComparer.Ordinal)], false, null);
        AuditRecord line = new(1, zero.Hash, zero.Entry with { Action = Recovery.Action, Verdicts = recovery.Verdicts(RecoveryConsent.Of(recovery, "asha", then, asha), RecoveryConsent.Of(recovery, "meera", then, meera)) })
        {
            Repository = zero.Repository, Signature = None,
        };
        world.Write([.. world.Lines(), AuditJson.Write(line).TrimEnd('\n')]);

        Assert.Equal(before.Records.Select(r => r.Hash), (await world.ChainAsync()).Records.Select(r => r.Hash));
    }

    [Theory]
    [InlineData(23, true)]
    [InlineData(25, false)]
    [InlineData(-1, false)]
    public async Task A_consent_that_was_given_a_day_before_or_after_the_recovery_does_not_carry_it(int hours, bool counts)
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        AuditRecord zero = (await world.ChainAsync()).Records[0];
        using SigningKey meera = world.KeyOf("meera");
        using SigningKey asha = world.KeyOf("asha");
        Recovery recovery = new(zero.Repository!, new AuditAnchor(0, zero.Hash), [], false, null);
        DateTimeOffset at = zero.Entry.Timestamp.AddHours(-hours);
        AuditRecord Line(DateTimeOffset first, DateTimeOffset second) =>
            new(1, zero.Hash, zero.Entry with { Action = Recovery.Action, Verdicts = recovery.Verdicts(RecoveryConsent.Of(recovery, "asha", first, asha), RecoveryConsent.Of(recovery, "meera", second, meera)) }) { Repository = zero.Repository };

        Assert.Equal(counts, Recovery.Of(Line(at, zero.Entry.Timestamp), world.Repository().Approvals()) is not null);
        Assert.Equal(counts, Recovery.Of(Line(zero.Entry.Timestamp, at), world.Repository().Approvals()) is not null);
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
