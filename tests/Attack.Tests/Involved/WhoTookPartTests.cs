using System.Text.Json.Nodes;

namespace Infra.Attack.Tests.Involved;

/// <summary>Class 7: whoever took part in a change approves it, because the commits name somebody else. Staging needs one of the platform team; Asha and Ravi are of it.</summary>
public sealed class WhoTookPartTests
{
    private const long Asha = MergedChange.Asha;
    private const long Ravi = MergedChange.Ravi;
    private const long Meera = MergedChange.Meera;
    private const long Leela = MergedChange.Leela;
    private const long Bot = MergedChange.Bot;
    private const long Mallory = MergedChange.Mallory;

    [Fact]
    public async Task A_colleague_who_took_no_part_does_approve()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        change.Pull(Asha, [Ravi], Asha);
        change.Show();

        Assert.Equal("ravi: counts; open", await change.JudgedAsync());
    }

    [Theory]
    [InlineData("90210002+ravi@users.noreply.github.com")]
    [InlineData("RAVI@setu-retail.example")]
    [InlineData("ravi+home@setu-retail.example")]
    public async Task An_author_in_another_spelling_does_not_approve(string email)
    {
        await using MergedChange change = await MergedChange.ByAsync(email);
        change.Pull(Asha, [Ravi], Asha);
        change.Show();

        Assert.Equal("ravi: took part; closed", await change.JudgedAsync());
    }

    [Fact]
    public async Task The_older_hidden_address_is_its_persons_whose_number_GitHub_tells()
    {
        await using MergedChange change = await MergedChange.ByAsync("ravi-of-setu@users.noreply.github.com");
        change.Server.Accounts["ravi-of-setu"] = Ravi;
        change.Pull(Asha, [Ravi], Asha);
        change.Show();

        Assert.Equal("ravi: took part; closed", await change.JudgedAsync());
    }

    [Fact]
    public async Task A_co_author_at_the_older_hidden_address_does_not_approve()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example", "x\n\nCo-authored-by: R <Ravi-Of-Setu@users.noreply.github.com>\n");
        change.Server.Accounts["ravi-of-setu"] = Ravi;
        change.Pull(Asha, [Ravi], Asha);
        change.Show();

        Assert.Equal("ravi: took part; closed", await change.JudgedAsync());
    }

    [Fact]
    public async Task Whoever_pushed_a_commit_in_the_name_of_somebody_else_does_not_approve_it()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        change.Pull(Asha, [Ravi], Asha, Ravi);
        change.Show();

        Assert.Equal("ravi: took part; closed", await change.JudgedAsync());
    }

    [Theory]
    [InlineData("push")]
    [InlineData("force_push")]
    [InlineData("branch_creation")]
    [InlineData("pr_merge")]
    public async Task Whoever_pushed_an_earlier_state_of_the_branch_does_not_approve_what_became_of_it(string kind)
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        change.Server.Push("feature", new string('d', 40), Ravi, kind);
        change.Pull(Asha, [Ravi], Asha);
        change.Show();

        Assert.Equal("ravi: took part; closed", await change.JudgedAsync());
    }

    [Fact]
    public async Task A_branch_that_is_made_anew_from_what_somebody_pushed_does_not_hide_who_that_was()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        change.Server.Push("feature", change.Head, Ravi);
        change.Server.Push("feature", new string('0', 40), Ravi, "branch_deletion");
        change.Server.Push("feature", change.Head, Asha, "branch_creation");
        change.Pull(Asha, [Ravi]);
        change.Show();

        Assert.Equal("ravi: took part; closed", await change.JudgedAsync());
    }

    [Fact]
    public async Task A_commit_that_was_pushed_to_another_branch_first_does_not_hide_who_pushed_it()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        change.Server.Push("draft", change.Head, Ravi);
        change.Pull(Asha, [Ravi], Asha);
        change.Show();

        Assert.Equal("ravi: took part; closed", await change.JudgedAsync());
    }

    [Fact]
    public async Task Who_used_the_name_of_the_branch_before_for_something_else_took_no_part()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        change.Server.Push("feature", new string('d', 40), Ravi);
        change.Server.Push("feature", new string('0', 40), Ravi, "branch_deletion");
        change.Server.Push("feature", change.Head, Asha, "branch_creation");
        change.Pull(Asha, [Ravi]);
        change.Show();

        Assert.Equal("ravi: counts; open", await change.JudgedAsync());
    }

    [Fact]
    public async Task Whoever_opened_an_earlier_pull_request_that_comes_along_does_not_approve_it_with_the_last_one()
    {
        string earlier = "";
        await using MergedChange change = await MergedChange.OfAsync(git =>
        {
            MergedChange.Commit(git, "asha@setu-retail.example", "first");
            earlier = git.Head;
            git.Git("switch", "--quiet", "main");
            git.Git("-c", "user.email=leela@setu-retail.example", "merge", "--quiet", "--no-ff", "--message", "Merge first", "feature");
            git.Git("switch", "--quiet", "feature");
            git.Git("merge", "--quiet", "--ff-only", "main");
            MergedChange.Commit(git, "asha@setu-retail.example", "second");
        });
        JsonObject first = change.Server.AddPull("earlier", "First", "text");
        change.Server.Merge(first, earlier, change.Git.Git("rev-parse", "main^1").Trim(), Ravi);
        change.Server.Push("earlier", earlier, Asha);
        change.Pull(Asha, [Ravi], Asha);
        change.Show();

        Assert.Equal("ravi: took part; closed", await change.JudgedAsync());
    }

    [Fact]
    public async Task Whoever_pushed_to_main_past_pull_requests_does_not_approve_it()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        change.Server.Push("main", change.Merge, Ravi);
        change.Server.Run(99, change.Merge, "staging", [Ravi]);
        change.Git.Files.Variables["GITHUB_RUN_ID"] = "99";
        change.Show();

        Assert.Equal("ravi: took part; closed", await change.JudgedAsync());
    }

    [Fact]
    public async Task Whom_GitHub_takes_an_address_for_takes_part_and_the_address_stays_a_strangers()
    {
        await using MergedChange change = await MergedChange.ByAsync("nobody@elsewhere.example");
        change.Pull(Asha, [Ravi], Asha);
        change.Show(c => c["author"] = (string?)c["commit"]!["author"]!["email"] == "nobody@elsewhere.example" ? new JsonObject { ["id"] = Ravi } : null);

        Assert.Equal("ravi: took part; stranger: nobody@elsewhere.example; closed", await change.JudgedAsync());
    }

    [Fact]
    public async Task Whom_GitHub_takes_an_address_for_does_not_take_its_listed_owner_out()
    {
        await using MergedChange change = await MergedChange.ByAsync("ravi@setu-retail.example");
        change.Pull(Asha, [Ravi], Asha);
        change.Show(c => c["author"] = new JsonObject { ["id"] = Mallory });

        Assert.Equal("ravi: took part; closed", await change.JudgedAsync());
    }

    [Fact]
    public async Task Whoever_signed_a_commit_in_the_name_of_somebody_else_does_not_approve_it()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        change.Pull(Asha, [Ravi], Asha);
        change.Show(c =>
        {
            c["commit"]!["verification"]!["verified"] = true;
            c["committer"] = new JsonObject { ["id"] = Ravi, ["login"] = "ravi" };
        });

        Assert.Equal("ravi: took part; closed", await change.JudgedAsync());
    }

    [Theory]
    [InlineData("nobody@elsewhere.example", "nobody@elsewhere.example")]
    [InlineData("ravi.r@setu-retail.example", "ravi.r@setu-retail.example")]
    [InlineData("gone-login@users.noreply.github.com", "gone-login@users.noreply.github.com")]
    [InlineData("90219001+release[bot]@users.noreply.github.com", "90219001+@users.noreply.github.com")]
    [InlineData("41898282+github-actions[bot]@users.noreply.github.com", "41898282+@users.noreply.github.com")]
    [InlineData("release@infra.invalid", "release@infra.invalid")]
    [InlineData("noreply@github.com", "noreply@github.com")]
    public async Task An_author_whom_nobody_lists_needs_one_approval_more_and_a_bots_address_in_a_persons_hand_is_nobodys(string email, string stranger)
    {
        await using MergedChange change = await MergedChange.ByAsync(email);
        JsonObject pull = change.Pull(Asha, [Ravi], Asha);
        change.Show();

        Assert.Equal($"ravi: counts; stranger: {stranger}; closed", await change.JudgedAsync());
        change.Server.Reviews[(long)pull["number"]!].Add(Infra.GitHub.Tests.Server.GitHubServer.Review(Meera, "APPROVED", change.Head, "2026-11-21T04:00:00Z"));
        Assert.Equal($"meera: counts; ravi: counts; stranger: {stranger}; open", await change.JudgedAsync());
    }

    [Theory]
    [InlineData(Mallory, Asha, "stranger: the account 666, which opened pull request")]
    [InlineData(Asha, Mallory, "stranger: the account 666, which pushed to pull request")]
    [InlineData(Asha, null, "stranger: an account that is gone, which pushed to pull request")]
    public async Task An_account_that_nobody_lists_needs_one_approval_more_whatever_address_it_writes(long opener, long? pusher, string stranger)
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        JsonObject pull = change.Pull(opener, [Ravi], pusher);
        change.Show();

        Assert.Equal($"ravi: counts; {stranger} {pull["number"]}; closed", await change.JudgedAsync());
    }

    [Fact]
    public async Task The_second_approval_for_a_stranger_is_not_by_somebody_who_pushed()
    {
        await using MergedChange change = await MergedChange.ByAsync("nobody@elsewhere.example");
        change.Pull(Asha, [Ravi, Meera], Meera);
        change.Show();

        Assert.Equal("meera: took part; ravi: counts; stranger: nobody@elsewhere.example; closed", await change.JudgedAsync());
    }

    [Fact]
    public async Task What_the_companys_own_App_made_and_pushed_asks_for_no_more()
    {
        await using MergedChange change = await MergedChange.ByAsync("release@infra.invalid");
        change.Pull(Bot, [Ravi], Bot);
        change.Show();

        Assert.Equal("ravi: counts; open", await change.JudgedAsync());
    }

    [Fact]
    public async Task A_commit_that_somebody_pushes_on_top_of_the_Apps_is_not_the_Apps()
    {
        await using MergedChange change = await MergedChange.ByAsync("release@infra.invalid");
        change.Pull(Bot, [Ravi], Bot, Meera);
        change.Show();

        Assert.Equal("ravi: counts; stranger: release@infra.invalid; closed", await change.JudgedAsync());
    }

    [Theory]
    [InlineData(false, "web-flow", "ravi: counts; stranger: noreply@github.com; closed")]
    [InlineData(true, "mallory", "ravi: counts; stranger: noreply@github.com; closed")]
    [InlineData(true, "web-flow", "ravi: counts; open")]
    public async Task GitHubs_own_address_passes_only_where_GitHub_signed(bool verified, string login, string expected)
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example", committer: "noreply@github.com");
        change.Pull(Asha, [Ravi], Asha);
        change.Show(c =>
        {
            if ((string?)c["commit"]!["committer"]!["email"] == "noreply@github.com")
            {
                c["commit"]!["verification"]!["verified"] = verified;
                c["committer"] = new JsonObject { ["id"] = login == "web-flow" ? 19864447 : Leela, ["login"] = login };
            }
        });

        Assert.Equal(expected, await change.JudgedAsync());
    }

    [Fact]
    public async Task Nothing_is_approved_where_GitHub_does_not_say_who_pushed_the_head()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        JsonObject pull = change.Pull(Asha, [Ravi, Meera]);
        change.Show();

        Assert.Equal($"meera: counts; ravi: counts; unknown: GitHub does not say who pushed HEAD, the head of pull request {pull["number"]}; closed", await change.JudgedAsync());
    }

    [Fact]
    public async Task Nothing_is_approved_where_the_repository_of_the_head_is_gone()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        JsonObject pull = change.Pull(Asha, [Ravi], Asha);
        pull["head"]!["repo"] = null;
        change.Show();

        Assert.Equal($"ravi: counts; unknown: GitHub does not say who pushed HEAD, the head of pull request {pull["number"]}; closed", await change.JudgedAsync());
    }

    [Fact]
    public async Task Whoever_pushed_to_a_fork_does_not_approve_what_comes_from_it()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        JsonObject pull = change.Pull(Asha, [Ravi], Asha);
        pull["head"]!["repo"]!["full_name"] = "asha/platform";
        change.Server.Push("feature", change.Head, Ravi, repository: "asha/platform");
        change.Show();

        Assert.Equal("ravi: took part; closed", await change.JudgedAsync());
    }

    [Fact]
    public async Task Nothing_is_approved_where_GitHub_shows_fewer_commits_than_git_has()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        change.Pull(Asha, [Ravi], Asha);
        change.Show();
        change.Server.Compare[$"{change.Before}...{change.Merge}"] = [change.Merge];

        Assert.StartsWith("ravi: counts; unknown: GitHub shows 1 of the 2 commits", await change.JudgedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_approved_where_nobody_is_signed_in_to_ask_GitHub()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        change.Git.Files.Variables.Remove("GITHUB_TOKEN");

        Assert.Equal("unknown: nobody is signed in to GitHub, which says who opened and pushed it; set GITHUB_REPOSITORY and GITHUB_TOKEN; closed", await change.JudgedAsync());
    }

    [Fact]
    public async Task A_bot_that_anybody_can_push_as_cannot_be_listed()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        change.Git.Files.Replace("stacks/delivery/approvals.yaml", "github: \"90219001\"", "github: \"41898282\"");

        (string output, int exitCode) = await change.Git.Files.RunAsync(["gate", "staging", "--plan", change.Plan]);

        Assert.Equal(2, exitCode);
        Assert.Contains("bots.release.github is \"41898282\": this is github-actions[bot], and whoever may push a workflow pushes as it whatever they like.", output, StringComparison.Ordinal);
    }
}
