using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Attack.Tests.World;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;
using Infra.GitHub.Tests.Server;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;

namespace Infra.Attack.Tests.Rules;

/// <summary>Two owners stand in for the role rules, and nobody makes that happen alone.</summary>
public sealed class OwnersTests(ApprovedChange change) : IClassFixture<ApprovedChange>
{
    private const long Vikram = ApprovedChange.Vikram;
    private const long Kavya = ApprovedChange.Kavya;
    private const long Leela = 90210005;
    private const long Stranger = 666;

    private static readonly DateTimeOffset Now = ApprovedChange.Now;
    private static readonly DateTimeOffset Long = Now.AddHours(-72);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string One => $"vikram approved {change.Digest} as owner, and a second one is needed";

    private string Nobody => $"no owner approved {change.Digest}, and two are needed";

    [Fact]
    public async Task Two_owners_open_it_72_hours_after_the_first_and_the_record_says_who_they_are()
    {
        await using GitHubServer server = await ApprovedChange.GitHubAsync();
        JsonObject issue = Ask(server);
        server.Say(issue, Stranger, "What is this?", Long);
        server.Say(issue, Vikram, change.Yes, Long);
        server.Say(issue, Kavya, $"{change.Yes}\r\n", Now);

        GateRun run = await ChangedRules.JudgeAsync(change.World, change.Envelope, server);

        Assert.Equal(GateOutcome.Passed, ApprovedChange.Of(run).Outcome);
        const string Filled = "vikram for business_owner, dev for compliance_team, asha for platform_team, meera for security_team, nisha for any role";
        Assert.Equal(
            $"passed: {Filled}; by the rules that were approved before, and stacks/rules/waivers.yaml changed: {Filled}, the owners kavya and vikram in place of the role rules",
            run.Into(change.World.Trail().Entry("up", "prod", "pulumi")).Verdicts["ApprovalsMet"]);
    }

    [Fact]
    public async Task Owners_are_not_asked_where_somebody_of_the_role_rules_is_not_all_that_is_missing()
    {
        using SignedWorld world = await ApprovedChange.StartAsync();
        world.Git.Files.Write("stacks/rules/waivers.yaml", world.Git.Files.Read("stacks/rules/waivers.yaml") + "# changed\n");
        Envelope envelope = await ChangedRules.SealAsync(world);
        await ApprovedChange.ApproveAsync(world, envelope);
        await using GitHubServer server = await ApprovedChange.GitHubAsync();
        Both(server, ApprovedChange.DigestOf(world, envelope));

        GateFinding found = ApprovedChange.Of(await ChangedRules.JudgeAsync(world, envelope, server));

        Assert.Equal(GateOutcome.Blocked, found.Outcome);
        Assert.EndsWith("changed: still needed: business_owner, rules, anybody more, in business hours", found.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Requests, r => r.Contains("/comments", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_gate_names_the_way_out()
    {
        await using GitHubServer server = await ApprovedChange.GitHubAsync();

        GateFinding found = await change.FindingAsync(server);

        Assert.Equal($"by the rules that were approved before, and stacks/rules/waivers.yaml changed: still needed: rules, in business hours; {Nobody}", found.Reason);
        Assert.EndsWith(" Where nobody of the role rules can, two owners can: `infra approvals owners prod`.", found.Opens, StringComparison.Ordinal);
    }

    [Fact]
    public Task One_owner_alone_opens_nothing() => ClosedAsync(One, (s, i) => s.Say(i, Vikram, change.Yes, Long));

    [Fact]
    public Task One_owner_who_says_it_twice_in_two_issues_is_one_owner() => ClosedAsync(One, (s, i) =>
    {
        s.Say(i, Vikram, change.Yes, Long);
        s.Say(Ask(s), Vikram, change.Yes, Long);
    });

    [Fact]
    public Task A_strangers_number_is_no_owners_whatever_they_are_called() => ClosedAsync(One, (s, i) =>
    {
        s.Say(i, Vikram, change.Yes, Long);
        s.Say(i, Stranger, change.Yes, Long)["user"]!["login"] = "kavya";
    });

    [Fact]
    public Task Somebody_of_the_list_who_is_no_owner_is_not_heard() => ClosedAsync(One, (s, i) =>
    {
        s.Say(i, Vikram, change.Yes, Long);
        s.Say(i, Leela, change.Yes, Long);
    });

    [Theory]
    [InlineData(4)]
    [InlineData(0)]
    public Task A_comment_that_somebody_edited_does_not_count_also_where_they_were_as_fast_as_GitHubs_clock(int seconds) => ClosedAsync($"{One}; the comment of kavya does not count: it was edited, moved there or written by an App", (s, i) =>
    {
        s.Say(i, Vikram, change.Yes, Long);
        s.Edit(s.Say(i, Kavya, "What is this?", Long), change.Yes, Long.AddSeconds(seconds));
    });

    [Fact]
    public Task Comments_that_were_moved_here_from_a_repository_of_somebody_do_not_count() => ClosedAsync(
        $"{Nobody}; the comment of kavya does not count: it was edited, moved there or written by an App; the comment of vikram does not count: it was edited, moved there or written by an App", (s, i) =>
        {
            Approve(s, i, change.Digest);
            s.Moved.Add((string)i["node_id"]!);
        });

    [Fact]
    public Task An_owner_who_imports_an_issue_of_long_ago_does_not_make_the_hours_shorter() => ClosedAsync($"kavya, vikram approved {change.Digest} as owners, which counts from 2026-07-17 04:29:00 UTC on", (s, i) =>
    {
        s.Say(s.Ask(ApprovedChange.MarkerOf(change.Digest), user: Vikram), Vikram, change.Yes, Long);
        s.Say(i, Kavya, change.Yes, Now.AddMinutes(-1));
    });

    [Fact]
    public Task A_comment_that_an_App_wrote_in_an_owners_name_does_not_count() => ClosedAsync($"{One}; the comment of kavya does not count: it was edited, moved there or written by an App", (s, i) =>
    {
        s.Say(i, Vikram, change.Yes, Long);
        s.Say(i, Kavya, change.Yes, Long)["performed_via_github_app"] = new JsonObject { ["id"] = 5 };
    });

    [Fact]
    public Task A_comment_for_other_rules_is_none_for_these() => ClosedAsync(One, (s, i) =>
    {
        s.Say(i, Vikram, change.Yes, Long);
        s.Say(i, Kavya, $"I approve the rules sha256:{new string('0', 64)}", Long);
    });

    [Theory]
    [InlineData("No: {0}")]
    [InlineData("{0} if the auditor agrees")]
    [InlineData("> {0}\n\nI would never say that.")]
    [InlineData("```\n{0}\n```")]
    public Task A_text_with_something_before_or_behind_it_is_another_text(string text) => ClosedAsync(One, (s, i) =>
    {
        s.Say(i, Vikram, change.Yes, Long);
        s.Say(i, Kavya, text.Replace("{0}", change.Yes, StringComparison.Ordinal), Long);
    });

    [Fact]
    public async Task A_minute_too_early_it_is_closed_until_then()
    {
        GateFinding found = await ClosedAsync($"kavya, vikram approved {change.Digest} as owners, which counts from 2026-07-14 04:31:00 UTC on", (s, i) =>
        {
            s.Say(i, Vikram, change.Yes, Long.AddMinutes(1));
            s.Say(i, Kavya, change.Yes, Now);
        });

        Assert.Equal(Now.AddMinutes(1), found.Until);
    }

    [Fact]
    public Task A_clock_of_the_machine_that_goes_ahead_makes_nothing_older() => ClosedAsync($"kavya, vikram approved {change.Digest} as owners, which counts from 2026-07-13 20:20:00 UTC on", (s, i) =>
    {
        // By the machine's clock these are 80 hours old.
        s.Time = Now.AddHours(-80);
        s.Say(i, Vikram, change.Yes, s.Time.AddMinutes(-10));
        s.Say(i, Kavya, change.Yes, s.Time.AddMinutes(-10));
    });

    [Fact]
    public Task A_closed_issue_opens_nothing() => ClosedAsync(Nobody, (s, i) =>
    {
        Approve(s, i, change.Digest);
        i["state"] = "closed";
    });

    [Fact]
    public Task A_closed_issue_opens_nothing_where_a_server_lists_it_all_the_same() => ClosedAsync(Nobody, (s, i) =>
    {
        Approve(s, i, change.Digest);
        i["state"] = "closed";
        s.IgnoresFilters = true;
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task An_issue_without_the_label_or_the_marker_in_its_first_line_is_another_issue(bool ignoresFilters) => ClosedAsync(Nobody, (s, i) =>
    {
        Approve(s, s.Ask(ApprovedChange.MarkerOf(change.Digest), label: "question"), change.Digest);
        Approve(s, s.Ask($"As they say:\n{ApprovedChange.MarkerOf(change.Digest)}"), change.Digest);
        Approve(s, s.Ask(ApprovedChange.MarkerOf($"sha256:{new string('0', 64)}")), change.Digest);
        s.IgnoresFilters = ignoresFilters;
    });

    [Fact]
    public async Task An_owner_who_refuses_closes_it_whatever_the_others_said()
    {
        using SignedWorld world = await ChangedOwnersAsync("  - vikram\n  - kavya\n", "  - vikram\n  - kavya\n  - asha\n", isKept: true);
        world.Git.Files.Write("stacks/rules/waivers.yaml", world.Git.Files.Read("stacks/rules/waivers.yaml") + "# changed\n");
        Envelope envelope = await ChangedRules.SealAsync(world);
        await ApprovedChange.ApproveAsync(world, envelope, ApprovedChange.Others);
        string digest = ApprovedChange.DigestOf(world, envelope);
        await using GitHubServer server = await ApprovedChange.GitHubAsync();
        JsonObject issue = Both(server, digest);
        Assert.Equal(GateOutcome.Passed, ApprovedChange.Of(await ChangedRules.JudgeAsync(world, envelope, server)).Outcome);
        server.Say(issue, 90210001, $"I refuse the rules {digest}", Now);

        GateFinding found = ApprovedChange.Of(await ChangedRules.JudgeAsync(world, envelope, server));

        Assert.Equal(GateOutcome.Blocked, found.Outcome);
        Assert.EndsWith($"still needed: rules, in business hours; asha refused {digest} as owner", found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_the_change_itself_makes_an_owner_is_none()
    {
        using SignedWorld world = await ChangedOwnersAsync("  - vikram\n  - kavya\n", "  - vikram\n  - leela\n", isKept: false);
        Envelope envelope = await ChangedRules.SealAsync(world);
        await ApprovedChange.ApproveAsync(world, envelope, ApprovedChange.Others);
        string digest = ApprovedChange.DigestOf(world, envelope);
        await using GitHubServer server = await ApprovedChange.GitHubAsync();
        JsonObject issue = server.Ask(ApprovedChange.MarkerOf(digest));
        server.Say(issue, Vikram, $"I approve the rules {digest}", Long);
        server.Say(issue, Leela, $"I approve the rules {digest}", Long);

        GateFinding found = ApprovedChange.Of(await ChangedRules.JudgeAsync(world, envelope, server));

        Assert.Equal(GateOutcome.Blocked, found.Outcome);
        Assert.EndsWith($"still needed: rules, in business hours; vikram approved {digest} as owner, and a second one is needed", found.Reason, StringComparison.Ordinal);
        server.Say(issue, Kavya, $"I approve the rules {digest}", Now);
        Assert.Equal(GateOutcome.Passed, ApprovedChange.Of(await ChangedRules.JudgeAsync(world, envelope, server)).Outcome);
    }

    [Fact]
    public async Task A_change_that_names_another_GitHub_is_not_approved_by_what_that_one_says()
    {
        using SignedWorld world = await ApprovedChange.StartAsync();
        world.Git.Files.Write("stacks/delivery/github.yaml", world.Git.Files.Read("stacks/delivery/github.yaml") + "api: https://github.mallory.example/api/v3\n");
        Envelope envelope = await ChangedRules.SealAsync(world);
        await ApprovedChange.ApproveAsync(world, envelope, ApprovedChange.Others);
        await using GitHubServer server = await ApprovedChange.GitHubAsync();
        Both(server, ApprovedChange.DigestOf(world, envelope));

        GateFinding found = ApprovedChange.Of(await ChangedRules.JudgeAsync(world, envelope, server));

        Assert.Equal(GateOutcome.Blocked, found.Outcome);
        Assert.EndsWith("still needed: rules, in business hours; owners are asked at setu-retail/platform alone, and this change of stacks/delivery/github.yaml names another place", found.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "GitHub did not list issues?state=open&labels=infra of setu-retail/platform: 403, No.")]
    [InlineData(503, "GitHub did not list issues?state=open&labels=infra of setu-retail/platform: 503, No.")]
    [InlineData(0, "GitHub did not list issues?state=open&labels=infra of setu-retail/platform: it cannot be reached, tried again and again:")]
    public async Task Where_GitHub_refuses_or_is_down_it_stays_closed_and_says_so(int status, string said)
    {
        await using GitHubServer server = await ApprovedChange.GitHubAsync();
        Both(server, change.Digest);
        server.FaultAt = (number, method) => server.Requests[number].Contains("/issues?", StringComparison.Ordinal) ? new Fault(method, status) : null;
        change.World.Git.Files.Clock = new JumpingClock(Now);

        GateFinding found = await change.FindingAsync(server);

        change.World.Git.Files.Clock = change.World.Clock;
        Assert.Equal(GateOutcome.Blocked, found.Outcome);
        Assert.Contains($"still needed: rules, in business hours; it is not known whether owners approved it: {said}", found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public Task More_comments_than_people_write_are_not_read_and_open_nothing() => ClosedAsync("not everything that owners may have written was read, because issue {0} has more than 1000 comments", (s, i) =>
    {
        Approve(s, i, change.Digest);
        for (int n = 0; n < 1000; n++)
        {
            s.Say(i, Stranger, "noise", Now);
        }
    });

    [Fact]
    public Task More_issues_than_people_open_are_not_read_and_open_nothing() => ClosedAsync("not everything that owners may have written was read, because more than 500 open issues have the label infra", (s, i) =>
    {
        Approve(s, i, change.Digest);
        for (int n = 0; n < 500; n++)
        {
            s.Ask("noise");
        }
    });

    [Fact]
    public Task More_issues_that_ask_the_same_than_people_open_are_not_read_and_open_nothing() => ClosedAsync("not everything that owners may have written was read, because 6 open issues ask the same, and 5 are read", (s, i) =>
    {
        Approve(s, i, change.Digest);
        for (int n = 0; n < 5; n++)
        {
            Ask(s);
        }
    });

    [Fact]
    public async Task Owners_are_asked_once_in_an_issue_that_says_what_to_write_and_what_they_write_there_counts()
    {
        await using GitHubServer server = await ApprovedChange.GitHubAsync();
        change.World.As("asha");
        foreach ((string name, string value) in new[] { ("GITHUB_REPOSITORY", "setu-retail/platform"), ("GITHUB_API_URL", server.Address.ToString()), ("GITHUB_TOKEN", GitHubServer.Token) })
        {
            change.World.Git.Files.Variables[name] = value;
        }

        (string first, int opened) = await change.World.Git.Files.RunAsync(["approvals", "owners", "prod"]);
        (string second, int again) = await change.World.Git.Files.RunAsync(["approvals", "owners", "prod"]);

        JsonObject issue = Assert.Single(server.Issues);
        string text = (string)issue["body"]!;
        Assert.Equal((0, 0), (opened, again));
        Assert.StartsWith(ApprovedChange.MarkerOf(change.Digest).Split('\n')[0] + "\n", text, StringComparison.Ordinal);
        Assert.Contains($"\n    {change.Yes}\n", text, StringComparison.Ordinal);
        Assert.Contains($"\n    {change.No}\n", text, StringComparison.Ordinal);
        Assert.Contains("\n- What changes: `stacks/rules/waivers.yaml`\n", text, StringComparison.Ordinal);
        Assert.Contains("kavya (GitHub number 90210009), vikram (GitHub number 90210004)\n", text, StringComparison.Ordinal);
        Assert.Contains(text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..], first, StringComparison.Ordinal);
        Assert.EndsWith($"issue: opened, {(string)issue["html_url"]!}\nanswer: {Nobody}\n", first, StringComparison.Ordinal);
        Assert.EndsWith($"issue: open, {(string)issue["html_url"]!}\nanswer: {Nobody}\n", second, StringComparison.Ordinal);
        Assert.Equal("infra", (string?)issue["labels"]![0]!["name"]);

        Approve(server, issue, change.Digest);
        (string third, _) = await change.World.Git.Files.RunAsync(["approvals", "owners", "prod"]);
        Assert.EndsWith("answer: kavya and vikram approved it as owners\n", third, StringComparison.Ordinal);
        Assert.Equal(GateOutcome.Passed, (await change.FindingAsync(server)).Outcome);
    }

    [Fact]
    public async Task Bootstrap_says_where_nobody_could_stand_in()
    {
        using SignedWorld world = await ChangedOwnersAsync("owners:\n  - vikram\n  - kavya\n", "", isKept: false);
        _ = world.Git.CommitAsItIs("no owners");
        world.As("asha", Infra.Cli.Tests.Google.GoogleServer.Operator);
        using StringWriter said = new(CultureInfo.InvariantCulture);

        _ = await new FirstRecord(world.Git.Files.Host(TextWriter.Null, said, null), world.Repository()).WriteAsync(Stop);

        Assert.Equal(
            "note: stacks/delivery/approvals.yaml lists no owners. Where nobody of the role rules can approve any more, because they left or lost account and keys, two owners could, and without them no rule could ever be changed again. Write two below owners; docs/gates.md says what they can do.\n",
            said.ToString());
    }

    private JsonObject Ask(GitHubServer server) => server.Ask(ApprovedChange.MarkerOf(change.Digest));

    private static JsonObject Both(GitHubServer server, string digest)
    {
        JsonObject issue = server.Ask(ApprovedChange.MarkerOf(digest));
        Approve(server, issue, digest);
        return issue;
    }

    private static void Approve(GitHubServer server, JsonObject issue, string digest)
    {
        server.Say(issue, Vikram, $"I approve the rules {digest}", Long);
        server.Say(issue, Kavya, $"I approve the rules {digest}", Long);
    }

    // A company whose list of owners was changed; where it is kept, by rules that were approved.
    private static async Task<SignedWorld> ChangedOwnersAsync(string part, string other, bool isKept)
    {
        SignedWorld world = await ApprovedChange.StartAsync();
        world.Git.Files.Replace("stacks/delivery/approvals.yaml", part, other);
        if (isKept)
        {
            Envelope envelope = await ChangedRules.SealAsync(world);
            world.AsJob("prod");
            await new Gatekeeper(world.Host(), world.Repository(), world.Trail()).KeepRulesAsync(envelope, Stop);
        }

        return world;
    }

    // All else is approved, and it stays closed for this reason.
    private async Task<GateFinding> ClosedAsync(string reason, Action<GitHubServer, JsonObject> written)
    {
        await using GitHubServer server = await ApprovedChange.GitHubAsync();
        JsonObject issue = Ask(server);
        written(server, issue);

        GateFinding found = await change.FindingAsync(server);

        Assert.Equal(GateOutcome.Blocked, found.Outcome);
        Assert.Equal(
            $"by the rules that were approved before, and stacks/rules/waivers.yaml changed: still needed: rules, in business hours; {reason.Replace("{0}", $"{issue["number"]}", StringComparison.Ordinal)}", found.Reason);
        return found;
    }
}
