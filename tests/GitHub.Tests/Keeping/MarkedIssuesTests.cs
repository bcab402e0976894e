using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.GitHub.Api;
using Infra.GitHub.Comments;
using Infra.GitHub.SignIn;
using Infra.GitHub.Tests.Server;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Values;

namespace Infra.GitHub.Tests.Keeping;

/// <summary>What stands below issues, over a server with a memory; Prism reads every request.</summary>
public sealed class MarkedIssuesTests(Prism prism)
{
    private const string Body = "<!-- infra:prod -->\ntext\n";

    private static readonly DateTimeOffset At = new(2026, 11, 20, 5, 30, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Comments_of_the_accounts_are_read_on_all_pages_of_all_open_issues_of_the_marker()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism, pageSize: 2);
        (server.Time, server.SaysTime) = (At.AddHours(1), true);
        server.Ask("another");
        (JsonObject first, JsonObject second, JsonObject closed) = (server.Ask(Body), server.Ask(Body), server.Ask(Body));
        server.Say(first, 7, "one", At);
        server.Say(first, 666, "two", At);
        server.Say(first, 8, "three", At);
        server.Say(second, 7, "four", At)["user"] = null;
        server.Say(second, 7, "five", At.AddMinutes(1));
        server.Say(closed, 7, "six", At);
        closed["state"] = "closed";

        IssueComments read = await ReadAsync(server);

        Assert.Equal([new("7", "one", At, true, true), new("8", "three", At, true, true), new IssueComment("7", "five", At.AddMinutes(1), true, true)], read.Comments);
        Assert.Equal([(long)first["number"]!, (long)second["number"]!], read.Issues);
        Assert.Equal((At.AddHours(1), null), (read.At, read.Unread));
        Assert.Empty(server.Problems);
    }

    [Fact]
    public async Task What_is_not_for_sure_the_text_that_the_account_wrote_there_says_so()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        (JsonObject issue, JsonObject moved) = (server.Ask(Body), server.Ask(Body));
        server.Moved.Add((string)moved["node_id"]!);
        server.Say(moved, 7, "of elsewhere", At);
        server.Say(issue, 7, "of an App", At)["performed_via_github_app"] = new JsonObject { ["id"] = 1 };
        server.Say(issue, 7, "without an id", At).Remove("node_id");
        await Api(server).PatchAsync($"issues/comments/{server.Say(issue, 7, "one", At)["id"]}", new JsonObject { ["body"] = "edited" }, Cancellation);
        server.Edit(server.Say(issue, 7, "one", At), "edited in the same second", At);

        ImmutableArray<IssueComment> read = (await ReadAsync(server)).Comments;

        Assert.Equal(["of an App", "without an id", "edited", "edited in the same second", "of elsewhere"], read.Select(c => c.Text));
        Assert.All(read, c => Assert.False(c.IsTheirs, c.Text));
        Assert.Empty(server.Problems);
    }

    [Fact]
    public async Task The_time_of_a_comment_below_an_issue_that_its_author_opened_is_not_for_sure()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        JsonObject own = server.Ask(Body, user: 7);
        server.Say(own, 7, "one", At);
        server.Say(own, 8, "two", At);

        Assert.Equal([new("7", "one", At, true, false), new IssueComment("8", "two", At, true, true)], (await ReadAsync(server)).Comments);
    }

    [Fact]
    public async Task More_comments_of_the_accounts_than_can_be_looked_at_are_not_read()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        JsonObject issue = server.Ask(Body);
        for (int n = 0; n < 96; n++)
        {
            server.Say(issue, 7, "text", At);
        }

        IssueComments read = await ReadAsync(server);

        Assert.Equal("there are 96 comments of those who are asked, and 95 are read", read.Unread);
        Assert.Empty(read.Comments);
    }

    [Fact]
    public async Task A_query_that_GitHub_does_not_answer_is_an_error_and_no_empty_answer()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        server.Say(server.Ask(Body), 7, "text", At);
        server.Faults.Enqueue(new Fault("POST", 200, Body: "{\"errors\":[{\"type\":\"RATE_LIMITED\",\"message\":\"API rate limit exceeded\"}]}"));

        InfraException refused = await Assert.ThrowsAsync<InfraException>(() => ReadAsync(server));

        Assert.Equal("GitHub did not answer graphql of setu-retail/platform: API rate limit exceeded. Run the same command again.", refused.Message);
    }

    private static Task<IssueComments> ReadAsync(GitHubServer server) => new MarkedIssues(Api(server)).ReadAsync(KeepingSample.Prod, ["7", "8"], Cancellation);

    private static GitHubApi Api(GitHubServer server) =>
        new GitHubSignIn(server.Address, "1.0.0", new JumpingClock()).WithToken(GitHubRepository.Of("setu-retail/platform"), GitHubServer.Token).Api;
}
