using Infra.Attack.Tests.Rules;
using Infra.Attack.Tests.World;
using Infra.Cli.Tests.Google;
using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;
using Infra.Delivery.KeptRules;
using Infra.GitHub.Tests.Server;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;

namespace Infra.Attack.Tests.LockedOut;

/// <summary>What closes everything says what to do, and what it says helps. What was cut or lost is in RecoveryTests, changes of the rules are in OwnersTests.</summary>
public sealed class LockOutTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_the_first_day_nothing_is_open_and_bootstrap_by_a_person_opens_it()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        world.Google.Lose();
        world.Git.Git("--git-dir", world.Remote, "update-ref", "-d", "refs/heads/infra/audit");
        string closed = await world.RefusedAsync();
        world.As("asha", GoogleServer.Operator);

        string written = await new FirstRecord(world.Host(), world.Repository()).WriteAsync(Stop);

        Assert.Contains("Run `infra bootstrap --backend pulumi`, which writes record 0", closed, StringComparison.Ordinal);
        Assert.Equal("record 0 and the rules are in the audit bucket, and the branch infra/audit has its records", written);
        Assert.Null((await world.ChainAsync()).Fault);
    }

    [Fact]
    public async Task Bootstrap_says_where_one_person_alone_could_change_the_rules()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        world.Git.Files.Replace("stacks/delivery/approvals.yaml", "  rules:\n    people:\n      - ravi\n    teams:\n      - security\n", "  rules:\n    people:\n      - ravi\n");
        _ = world.Git.CommitAsItIs("one");
        world.As("asha", GoogleServer.Operator);
        using StringWriter said = new();

        _ = await new FirstRecord(world.Git.Files.Host(TextWriter.Null, said, null), world.Repository()).WriteAsync(Stop);

        Assert.Contains("One person alone is in the role rules", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_that_this_program_cannot_read_close_and_two_people_keep_new_ones()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        world.Git.Files.Write("NOTES", "a change\n");
        Envelope envelope = await ChangedRules.SealAsync(world);
        RulesObjects rules = new(world.Trail().Keys.Bucket);
        RulesBundle now = await rules.ApprovedAsync("prod", 0, Stop);
        world.AsJob("prod");
        await rules.KeepAsync("prod", 0, now with { Files = now.Files.SetItem("stacks/delivery/gates.yaml", "a form of before\n") }, Stop);
        InfraException closed = await Assert.ThrowsAsync<InfraException>(() => ChangedRules.JudgeAsync(world, envelope));

        world.As("asha", GoogleServer.Operator);
        await new Recovering(world.Host(), world.Repository(), approvalsAnew: false, "prod").ProposeAsync(".infra/recovery.json", Stop);
        world.As("meera", GoogleServer.Operator);
        _ = await new Recovering(world.Host(), world.Repository(), approvalsAnew: false, "prod").CarryOutAsync(".infra/recovery.json", "the form changed", Stop);
        GateRun run = await ChangedRules.JudgeAsync(world, envelope);

        Assert.Equal(ErrorKind.GateBlocked, closed.Kind);
        Assert.Contains("this program cannot read them: ", closed.Message, StringComparison.Ordinal);
        Assert.Contains("`infra audit recover --rules prod`", closed.Message, StringComparison.Ordinal);
        Assert.StartsWith("still needed: ", run.Report.Verdicts.Single(v => v.Gate == GateName.ApprovalsMet).Finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_that_was_rewritten_closes_and_two_people_say_from_where_it_is_looked_at()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await world.ApplyAsync("prod");
        string before = world.Head;
        world.Git.Git("checkout", "--quiet", "--orphan", "anew");
        world.Git.Git("-c", "user.email=leela@setu-retail.example", "commit", "--quiet", "--message", "all of it, written anew");
        world.Git.Git("branch", "--quiet", "--force", "main", "HEAD");
        world.Git.Git("switch", "--quiet", "main");
        world.Git.Files.Write("NOTES", "a change\n");
        Envelope envelope = await ChangedRules.SealAsync(world);

        InfraException closed = await Assert.ThrowsAsync<InfraException>(() => ChangedRules.JudgeAsync(world, envelope));
        world.As("asha", GoogleServer.Operator);
        await new Recovering(world.Host(), world.Repository(), approvalsAnew: false, "prod").ProposeAsync(".infra/recovery.json", Stop);
        world.As("meera", GoogleServer.Operator);
        _ = await new Recovering(world.Host(), world.Repository(), approvalsAnew: false, "prod").CarryOutAsync(".infra/recovery.json", "main was written anew", Stop);
        GateRun run = await ChangedRules.JudgeAsync(world, envelope);

        Assert.NotEqual(before, world.Head);
        Assert.Contains("it was written anew, so nobody knows what it brings", closed.Message, StringComparison.Ordinal);
        Assert.Null((await world.ChainAsync()).Fault);
        Assert.StartsWith("still needed: ", run.Report.Verdicts.Single(v => v.Gate == GateName.ApprovalsMet).Finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GitHub_that_does_not_answer_closes_and_opens_again_when_it_does()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        world.Git.Files.Write("NOTES", "a change\n");
        Envelope envelope = await ChangedRules.SealAsync(world);
        await using GitHubServer server = await GitHubServer.StartAsync(prism: null);

        server.FaultAt = (number, method) => server.Requests[number].Contains("/compare/", StringComparison.Ordinal) ? new Fault(method, 503) : null;

        // By a clock that does not wait between tries.
        world.Git.Files.Clock = new JumpingClock(world.Clock.Now);
        InfraException closed = await Assert.ThrowsAsync<InfraException>(() => ChangedRules.JudgeAsync(world, envelope, server));
        world.Git.Files.Clock = world.Clock;
        server.FaultAt = (_, _) => null;
        GateRun run = await ChangedRules.JudgeAsync(world, envelope, server);

        Assert.Contains("503", closed.Message, StringComparison.Ordinal);
        Assert.StartsWith("still needed: ", run.Report.Verdicts.Single(v => v.Gate == GateName.ApprovalsMet).Finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_that_does_not_answer_closes_and_opens_again_when_it_does()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        world.Google.IsUp = false;
        string closed = await world.RefusedAsync();
        world.Google.IsUp = true;

        Assert.Contains("503", closed, StringComparison.Ordinal);
        Assert.Null((await world.ChainAsync()).Fault);
    }

    [Fact]
    public async Task Garbage_on_both_branches_stops_nothing()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        world.Write([.. world.Lines(), "garbage", "{}", new string('x', 100_000)]);
        world.Write(["garbage", "{\"schema\":\"infra.approval/v2\"}"], "approvals");

        await world.ApplyAsync("staging");

        AuditChain chain = await world.ChainAsync();
        Assert.Null(chain.Fault);
        Assert.Equal(3, chain.Records.Length);
        Assert.Empty(await world.Trail().Ledger.ReadAsync(Stop));
    }
}
