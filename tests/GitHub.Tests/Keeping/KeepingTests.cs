using Infra.GitHub.Api;
using Infra.GitHub.Comments;
using Infra.GitHub.SignIn;
using Infra.GitHub.Tests.Server;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Values;

namespace Infra.GitHub.Tests.Keeping;

/// <summary>Comments and issues over a server with a memory; Prism reads every request.</summary>
public sealed class KeepingTests(Prism prism)
{
    private static readonly Marker Prod = KeepingSample.Prod;

    private readonly JumpingClock clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_comment_is_made_once_changed_when_its_text_changes_and_otherwise_left_alone()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        StickyComments comments = new(Api(server));

        Kept first = await comments.KeepAsync(7, Prod, KeptText.Of(Prod, "one", null), Cancellation);
        Kept second = await comments.KeepAsync(7, Prod, KeptText.Of(Prod, "one", null), Cancellation);
        Kept third = await comments.KeepAsync(7, Prod, KeptText.Of(Prod, "two", null), Cancellation);

        Assert.Equal([KeptChange.Made, KeptChange.Same, KeptChange.Updated], [first.Change, second.Change, third.Change]);
        Assert.Equal("<!-- infra:prod -->\ntwo\n", (string?)Assert.Single(server.Comments)["body"]);
        Assert.Equal(["POST /repos/setu-retail/platform/issues/7/comments", "PATCH /repos/setu-retail/platform/issues/comments/1001"], server.Writes);
        Assert.Empty(server.Problems);
    }

    [Theory]
    [InlineData("mallory", "<!-- infra:prod -->\nof another author")]
    [InlineData("infra-bot", "<!-- infra:prod-2 -->\nof another marker")]
    [InlineData("infra-bot", "a quote of\n<!-- infra:prod -->\nis no first line")]
    [InlineData("infra-bot", "<!-- infra:prod --> is no whole line")]
    public async Task A_comment_of_somebody_else_or_of_another_marker_is_left_alone(string login, string body)
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        server.Add(server.Comments, login, body);

        Kept kept = await new StickyComments(Api(server)).KeepAsync(7, Prod, KeptText.Of(Prod, "one", null), Cancellation);

        Assert.Equal(KeptChange.Made, kept.Change);
        Assert.Equal(body, (string?)server.Comments[0]["body"]);
        Assert.Empty(server.Problems);
    }

    [Fact]
    public async Task A_comment_on_a_later_page_is_found_and_a_second_one_of_two_runs_is_deleted()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism, user: null, pageSize: 2);
        foreach (string body in new[] { "a", "b", "c", "<!-- infra:prod -->\none\n", "<!-- infra:prod -->\none\n" })
        {
            server.Add(server.Comments, "github-actions[bot]", body);
        }

        Kept kept = await new StickyComments(Api(server)).KeepAsync(7, Prod, KeptText.Of(Prod, "one", null), Cancellation);

        Assert.Equal(KeptChange.Same, kept.Change);
        Assert.Equal(["DELETE /repos/setu-retail/platform/issues/comments/1005"], server.Writes);
        Assert.Empty(server.Problems);
    }

    [Fact]
    public async Task An_issue_is_opened_changed_closed_and_opened_anew()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        StickyIssues issues = new(Api(server));

        List<KeptChange> changes =
        [
            (await issues.CloseAsync(Prod, Cancellation)).Change,
            (await issues.KeepAsync(Prod, "Drift in prod", KeptText.Of(Prod, "one", null), Cancellation)).Change,
            (await issues.KeepAsync(Prod, "Drift in prod", KeptText.Of(Prod, "one", null), Cancellation)).Change,
            (await issues.KeepAsync(Prod, "Drift in prod", KeptText.Of(Prod, "two", null), Cancellation)).Change,
            (await issues.CloseAsync(Prod, Cancellation)).Change,
            (await issues.CloseAsync(Prod, Cancellation)).Change,
            (await issues.KeepAsync(Prod, "Drift in prod", KeptText.Of(Prod, "three", null), Cancellation)).Change,
        ];

        Assert.Equal([KeptChange.Same, KeptChange.Made, KeptChange.Same, KeptChange.Updated, KeptChange.Closed, KeptChange.Same, KeptChange.Made], changes);
        Assert.Equal(["closed", "open"], server.Issues.Select(i => (string?)i["state"]));
        Assert.Equal("completed", (string?)server.Issues[0]["state_reason"]);
        Assert.Empty(server.Problems);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_breaks_while_a_comment_is_made_leaves_one_comment(bool isCarriedOut)
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        server.Faults.Enqueue(new Fault("POST", 0, isCarriedOut));

        await new StickyComments(Api(server)).KeepAsync(7, Prod, KeptText.Of(Prod, "one", null), Cancellation);

        Assert.Single(server.Comments);
        Assert.Empty(server.Problems);
    }

    [Fact]
    public async Task A_limit_is_waited_for_as_long_as_GitHub_says_and_the_request_made_again()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        long reset = clock.GetUtcNow().AddSeconds(90).ToUnixTimeSeconds();
        server.Faults.Enqueue(new Fault("POST", 403, Body: "{\"message\":\"You have exceeded a secondary rate limit\"}") { Headers = [("Retry-After", "17")] });
        server.Faults.Enqueue(new Fault("POST", 403, Body: "{\"message\":\"API rate limit exceeded\"}") { Headers = [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", $"{reset}")] });
        server.Faults.Enqueue(new Fault("POST", 429));
        List<string> said = [];

        await new StickyComments(Api(server, said.Add)).KeepAsync(7, Prod, KeptText.Of(Prod, "one", null), Cancellation);

        Assert.Single(server.Comments);
        Assert.Equal([17, 74, 60], clock.Waits.Select(w => w.TotalSeconds));
        Assert.Equal(["17", "74", "60"], said.Select(s => s.Replace("GitHub limits the requests; trying again in ", "", StringComparison.Ordinal).Replace(" s.", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_read_is_made_again_after_failures_of_the_server_with_growing_waits()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        server.Faults.Enqueue(new Fault("GET", 502));
        server.Faults.Enqueue(new Fault("GET", 0));
        server.Faults.Enqueue(new Fault("GET", 503));

        await new StickyComments(Api(server)).KeepAsync(7, Prod, KeptText.Of(Prod, "one", null), Cancellation);

        Assert.Equal([1, 2, 4], clock.Waits.Select(w => w.TotalSeconds));
    }

    [Theory]
    [InlineData(401, "{\"message\":\"Bad credentials\"}", ErrorKind.Authentication, "401, Bad credentials. The token is missing, wrong or expired: set GITHUB_TOKEN, or INFRA_GITHUB_APP_ID and INFRA_GITHUB_APP_KEY.")]
    [InlineData(403, "{\"message\":\"Resource not accessible by integration\"}", ErrorKind.Authentication, "403, Resource not accessible by integration. The token may not do that: give its job or App the permission, which docs/github.md lists by command.")]
    [InlineData(409, "{\"message\":\"Conflict\"}", ErrorKind.Failed, "409, Conflict. Somebody else changed it at the same time, or GitHub is still working on it. Run the same command again; it starts from what is there now.")]
    [InlineData(422, "{\"message\":\"Validation Failed\",\"errors\":[{\"resource\":\"IssueComment\",\"field\":\"body\",\"code\":\"invalid\"}]}", ErrorKind.Failed, "422, Validation Failed; IssueComment body invalid. GitHub does not accept what was sent: fix what it names, in stacks/delivery/github.yaml if it comes from there, and run the same command again.")]
    [InlineData(403, "\u001b[31mred\u202e", ErrorKind.Authentication, "403, \\u001b[31mred\\u202e. The token may not do that: give its job or App the permission, which docs/github.md lists by command.")]
    public async Task A_refusal_says_what_to_do(int status, string body, ErrorKind exit, string message)
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        server.Faults.Enqueue(new Fault("POST", status, Body: body));

        InfraException refused = await Assert.ThrowsAsync<InfraException>(() => new StickyComments(Api(server)).KeepAsync(7, Prod, KeptText.Of(Prod, "one", null), Cancellation));

        Assert.Equal($"GitHub did not make issues/7/comments of setu-retail/platform: {message}", refused.Message);
        Assert.Equal(exit, refused.Kind);
        Assert.Empty(server.Comments);
        Assert.Empty(clock.Waits);
    }

    [Fact]
    public async Task A_token_stands_in_the_header_alone()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        for (int i = 0; i < 6; i++)
        {
            server.Faults.Enqueue(new Fault("GET", 500, Body: "{\"message\":\"failed\"}"));
        }

        List<string> said = [];
        InfraException refused = await Assert.ThrowsAsync<InfraException>(() => new StickyComments(Api(server, said.Add)).KeepAsync(7, Prod, KeptText.Of(Prod, "one", null), Cancellation));

        Assert.DoesNotContain(GitHubServer.Token, $"{refused}{string.Concat(said)}", StringComparison.Ordinal);
        Assert.All(server.Authorizations, a => Assert.Equal($"Token {GitHubServer.Token}", a));
    }

    private GitHubApi Api(GitHubServer server, Action<string>? said = null) =>
        new GitHubSignIn(server.Address, "1.0.0", clock, said).WithToken(GitHubRepository.Of("setu-retail/platform"), GitHubServer.Token).Api;
}
