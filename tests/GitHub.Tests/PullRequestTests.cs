using Infra.GitHub.Api;
using Infra.GitHub.PullRequests;
using Infra.GitHub.SignIn;
using Infra.GitHub.Tests.Server;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Values;

namespace Infra.GitHub.Tests;

/// <summary>Pull requests of branches over a server with a memory; Prism reads every request.</summary>
public sealed class PullRequestTests(Prism prism)
{
    private const string Branch = "promote/staging/0123456789ab";

    private readonly JumpingClock clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pull_request_is_opened_once_changed_when_its_text_changes_and_otherwise_left_alone()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        BranchPullRequests pulls = new(Api(server));

        OpenPullRequest first = await pulls.OpenAsync(Branch, "main", "Promote", "one\n", Cancellation);
        OpenPullRequest second = await pulls.OpenAsync(Branch, "main", "Promote", "one\n", Cancellation);
        OpenPullRequest third = await pulls.OpenAsync(Branch, "main", "Promote", "two\n", Cancellation);

        Assert.Equal(first.Number, second.Number);
        Assert.Equal("two\n", third.Body);
        Assert.Equal(["POST /repos/setu-retail/platform/pulls", $"PATCH /repos/setu-retail/platform/pulls/{first.Number}"], server.Writes);
        Assert.Equal("main", (string?)Assert.Single(server.Pulls)["base"]!["ref"]);
        Assert.Empty(server.Problems);
    }

    [Fact]
    public async Task A_branch_of_the_same_name_in_a_fork_is_another_one()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        server.AddPull(Branch, "of a fork", "theirs", "setu-retail/platform-fork");

        Assert.Null(await new BranchPullRequests(Api(server)).FindAsync(Branch, Cancellation));
        await new BranchPullRequests(Api(server)).OpenAsync(Branch, "main", "Promote", "one\n", Cancellation);

        Assert.Equal(["of a fork", "Promote"], server.Pulls.Select(p => (string?)p["title"]));
        Assert.Equal("theirs", (string?)server.Pulls[0]["body"]);
        Assert.Empty(server.Problems);
    }

    [Fact]
    public async Task A_connection_that_breaks_while_it_is_opened_makes_no_second_one()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        server.Faults.Enqueue(new Fault("POST", 0, IsCarriedOut: true));

        OpenPullRequest opened = await new BranchPullRequests(Api(server)).OpenAsync(Branch, "main", "Promote", "one\n", Cancellation);

        Assert.Equal((long)Assert.Single(server.Pulls)["number"]!, opened.Number);
        Assert.Empty(server.Problems);
    }

    [Fact]
    public async Task Of_two_at_once_the_slower_finds_the_pull_request_of_the_faster()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        server.Faults.Enqueue(new Fault("POST", 422, IsCarriedOut: true, "{\"message\":\"Validation Failed\",\"errors\":[{\"message\":\"A pull request already exists\"}]}"));

        OpenPullRequest opened = await new BranchPullRequests(Api(server)).OpenAsync(Branch, "main", "Promote", "one\n", Cancellation);

        Assert.Equal((long)Assert.Single(server.Pulls)["number"]!, opened.Number);
        Assert.Empty(server.Problems);
    }

    [Fact]
    public async Task A_refusal_is_said_and_nothing_is_opened()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        server.Faults.Enqueue(new Fault("POST", 403, Body: "{\"message\":\"Resource not accessible by integration\"}"));

        InfraException refused = await Assert.ThrowsAsync<InfraException>(() => new BranchPullRequests(Api(server)).OpenAsync(Branch, "main", "Promote", "one\n", Cancellation));

        Assert.Equal(ErrorKind.Authentication, refused.Kind);
        Assert.StartsWith("GitHub did not make pulls of setu-retail/platform: 403, Resource not accessible by integration.", refused.Message, StringComparison.Ordinal);
        Assert.Empty(server.Pulls);
    }

    private GitHubApi Api(GitHubServer server) => new GitHubSignIn(server.Address, "1.0.0", clock).WithToken(GitHubRepository.Of("setu-retail/platform"), GitHubServer.Token).Api;
}
