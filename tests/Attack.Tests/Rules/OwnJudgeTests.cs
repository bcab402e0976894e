using System.Collections.Immutable;
using Infra.Attack.Tests.World;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;
using Infra.Delivery.KeptRules;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Attack.Tests.Rules;

/// <summary>Nobody is judged by rules that they wrote themselves.</summary>
public sealed class OwnJudgeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_that_adds_its_author_to_a_team_and_leaves_one_rule_does_not_approve_itself()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        world.Enlist("mallory", "platform");
        string text = world.Git.Files.Read("stacks/delivery/approvals.yaml");
        world.Git.Files.Write("stacks/delivery/approvals.yaml", text[..text.IndexOf("\nrules:\n", StringComparison.Ordinal)] + "\nrules:\n  production:\n    environments:\n      - prod\n    needs:\n      platform_team: 1\n");
        world.Git.Files.Replace("stacks/delivery/gates.yaml", "      least: 2\n", "      least: 1\n");
        Envelope envelope = await ChangedRules.SealAsync(world);
        await ChangedRules.ApproveAsync(world, envelope, "mallory", "platform_team");

        GateFinding found = await FindingAsync(world, envelope, GateName.ApprovalsMet);

        Assert.Equal(GateOutcome.Blocked, found.Outcome);
        (string own, string before) = Parts(found, "by the rules that were approved before, and stacks/delivery/approvals.yaml, stacks/delivery/gates.yaml changed: ");
        Assert.Equal("", own);
        Assert.Subset(Needed(before), new HashSet<string>(["business_owner", "platform_team", "rules", "security_team"], StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("soakElapsed:\n      from: staging\n      hours: 2\n", GateName.SoakElapsed)]
    [InlineData("healthGood: {}\n", GateName.HealthGood)]
    [InlineData("rollbackReady: {}\n", GateName.RollbackReady)]
    [InlineData("windowOpen: {}\n", GateName.WindowOpen)]
    public async Task A_gate_that_a_commit_takes_away_is_still_asked(string gate, GateName name)
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        string text = world.Git.Files.Read("stacks/delivery/gates.yaml");
        int prod = text.IndexOf("  prod:\n", StringComparison.Ordinal);
        int at = text.IndexOf($"    {gate}", prod, StringComparison.Ordinal);
        Assert.True(at > prod);
        world.Git.Files.Write("stacks/delivery/gates.yaml", text.Remove(at, gate.Length + 4));
        Envelope envelope = await ChangedRules.SealAsync(world);

        GateRun run = await ChangedRules.JudgeAsync(world, envelope);

        Assert.True(run.Report.Verdicts.Single(v => v.Gate == name).Required);
        Assert.False(run.Report.IsOpen);
    }

    [Theory]
    [InlineData("stacks/delivery/calendar.yaml")]
    [InlineData("stacks/rules/waivers.yaml")]
    [InlineData("stacks/delivery/github.yaml")]
    [InlineData("stacks/operations/service-levels.yaml")]
    [InlineData("the program")]
    public async Task A_change_of_what_judges_needs_somebody_of_the_role_rules(string changed)
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        string file = changed == "the program" ? "modules/Policy/Rules/New.cs" : changed;
        world.Git.Files.Write(file, (File.Exists(Path.Combine(world.Git.Files.Folder, file)) ? world.Git.Files.Read(file) : "") + "# changed\n");
        Envelope envelope = await ChangedRules.SealAsync(world);

        (string own, string before) = Parts(await FindingAsync(world, envelope, GateName.ApprovalsMet), $"by the rules that were approved before, and {changed} changed: ");

        Assert.DoesNotContain("rules", Needed(own));
        Assert.Contains("rules", Needed(before));
    }

    [Fact]
    public async Task What_leaves_the_rules_alone_needs_nobody_more_than_before()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        File.AppendAllText(Path.Combine(world.Git.Files.Folder, "stacks", "Pulumi.prod.yaml"), "# a remark\n");
        Envelope envelope = await ChangedRules.SealAsync(world);

        GateFinding found = await FindingAsync(world, envelope, GateName.ApprovalsMet);
        Assert.StartsWith("still needed: ", found.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("rules", found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_count_for_an_environment_from_the_apply_on_that_they_were_approved_for()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        world.Git.Files.Replace("stacks/delivery/approvals.yaml", "lifetimeHours: 24", "lifetimeHours: 12");
        Envelope envelope = await ChangedRules.SealAsync(world);
        world.AsJob("dev");
        await new Gatekeeper(world.Host(), world.Repository(), world.Trail()).KeepRulesAsync(envelope, Stop);
        Assert.Contains("rules", (await FindingAsync(world, envelope, GateName.ApprovalsMet)).Reason, StringComparison.Ordinal);

        world.AsJob("prod");
        await new Gatekeeper(world.Host(), world.Repository(), world.Trail()).KeepRulesAsync(envelope, Stop);

        Assert.DoesNotContain("rules", (await FindingAsync(world, envelope, GateName.ApprovalsMet)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("other rules")]
    public async Task Kept_rules_whose_bytes_are_not_those_of_their_name_close(string what)
    {
        byte[] bytes = what == "nothing" ? "{}"u8.ToArray() : new RulesBundle(new string('1', 40), $"sha256:{new string('2', 64)}", ImmutableSortedDictionary<string, string>.Empty).ToBytes();
        using SignedWorld world = await SignedWorld.StartAsync();
        world.Git.Files.Write("NOTES", "a change\n");
        Envelope envelope = await ChangedRules.SealAsync(world);
        world.Google.Put("prod/rules/000000000-" + new string('0', 64) + ".json", bytes);

        InfraException refused = await Assert.ThrowsAsync<InfraException>(() => ChangedRules.JudgeAsync(world, envelope));

        Assert.Contains("does not hold the rules that its name says", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_without_the_role_rules_is_not_sealed_because_nobody_could_change_a_rule_after_it()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        string text = world.Git.Files.Read("stacks/delivery/approvals.yaml");
        int from = text.IndexOf("  # Approves a change of the rules", StringComparison.Ordinal);
        world.Git.Files.Write("stacks/delivery/approvals.yaml", text.Remove(from, text.IndexOf("tags:\n", from, StringComparison.Ordinal) - from));
        _ = world.Git.CommitAsItIs("no role");
        Repository repository = world.Repository();

        Assert.DoesNotContain(repository.Approvals().Roles, r => r.Name == RulesBundle.Role);
        InfraException refused = await Assert.ThrowsAsync<InfraException>(() => new FirstRecord(world.Host(), repository).WriteAsync(Stop));
        Assert.Contains("has nobody in the role rules", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<GateFinding> FindingAsync(SignedWorld world, Envelope envelope, GateName gate) =>
        (await ChangedRules.JudgeAsync(world, envelope)).Report.Verdicts.Single(v => v.Gate == gate).Finding;

    private static (string Own, string Before) Parts(GateFinding found, string which)
    {
        int at = found.Reason.IndexOf(which, StringComparison.Ordinal);
        Assert.True(at >= 0, found.Reason);
        return (found.Reason[..at], found.Reason[(at + which.Length)..]);
    }

    // "still needed: 2 of platform_team, rules, in business hours"
    private static HashSet<string> Needed(string reason) =>
        [.. reason.Replace("still needed: ", "", StringComparison.Ordinal).Split(", ").Select(n => n.Contains(" of ", StringComparison.Ordinal) ? n.Split(" of ")[1] : n)];
}
