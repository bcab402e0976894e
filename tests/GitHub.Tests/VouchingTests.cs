using Infra.GitHub.Api;
using Infra.GitHub.SignIn;
using Infra.GitHub.Tests.Server;
using Infra.GitHub.Vouching;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Values;

namespace Infra.GitHub.Tests;

/// <summary>What GitHub vouches for, over a server with a memory; Prism reads every request.</summary>
public sealed class VouchingTests(Prism prism)
{
    private static readonly string Head = new('a', 40);

    private static readonly string Merge = new('b', 40);

    private readonly JumpingClock clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_last_decision_of_each_user_counts_and_comments_decide_nothing()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism, pageSize: 2);
        long number = Merged(server);
        server.Reviews[number] =
        [
            GitHubServer.Review(11, "APPROVED", Head, "2026-11-21T03:00:00Z"),
            GitHubServer.Review(12, "APPROVED", Head, "2026-11-21T03:01:00Z"),
            GitHubServer.Review(13, "APPROVED", Head, "2026-11-21T03:02:00Z"),
            GitHubServer.Review(14, "COMMENTED", Head, "2026-11-21T03:03:00Z"),
            GitHubServer.Review(12, "CHANGES_REQUESTED", Head, "2026-11-21T03:04:00Z"),
            GitHubServer.Review(13, "DISMISSED", Head, "2026-11-21T03:05:00Z"),
            GitHubServer.Review(11, "COMMENTED", Head, "2026-11-21T03:06:00Z"),
        ];

        MergedPullRequest? merged = await new GitHubVouching(Api(server)).MergedAsync(Merge, "main", Cancellation);

        Assert.Equal((number, "7", Head), (merged!.Number, merged.Author, merged.Head));
        Assert.Equal([new ApprovingReview("11", Head, DateTimeOffset.Parse("2026-11-21T03:00:00Z", null))], merged.Approving);
        Assert.Empty(server.Problems);
    }

    [Fact]
    public async Task A_pull_request_of_another_branch_of_another_repository_or_not_merged_made_nothing()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        long number = Merged(server);
        var pull = server.Pulls.Single(p => (long)p["number"]! == number);
        GitHubVouching vouching = new(Api(server));

        Assert.Null(await vouching.MergedAsync(Head, "main", Cancellation));
        Assert.Null(await vouching.MergedAsync(Merge, "release", Cancellation));
        pull["merged_at"] = null;
        Assert.Null(await vouching.MergedAsync(Merge, "main", Cancellation));
        pull["merged_at"] = "2026-11-21T04:00:00Z";
        pull["base"]!["repo"]!["full_name"] = "mallory/platform";
        Assert.Null(await vouching.MergedAsync(Merge, "main", Cancellation));
        Assert.Empty(server.Problems);
    }

    [Fact]
    public async Task A_run_tells_who_let_it_into_which_environment()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        server.Run(99, Merge, "prod", [11, 12], actor: 5, attempt: 2);
        server.RunApprovals[99][1]["state"] = "rejected";
        GitHubVouching vouching = new(Api(server));

        ApprovedRun prod = await vouching.RunAsync(99, "prod", Cancellation);
        ApprovedRun staging = await vouching.RunAsync(99, "staging", Cancellation);

        Assert.Equal(["11"], prod.Approvers);
        Assert.Equal((Merge, 2, true, "5"), (prod.Commit, prod.Attempt, prod.IsRunning, Assert.Single(prod.Involved)));
        Assert.Empty(staging.Approvers);
        Assert.Equal(ErrorKind.Configuration, (await Assert.ThrowsAsync<InfraException>(() => vouching.RunAsync(98, "prod", Cancellation))).Kind);
        Assert.Empty(server.Problems);
    }

    [Fact]
    public async Task The_jobs_of_the_last_attempt_of_the_newest_run_on_the_branch_count_on_whatever_page_they_stand()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism, pageSize: 2);
        server.Ran("ci.yml", Merge, [("unit", "success")]);
        var run = server.Ran("ci.yml", Merge, [("unit", "success"), ("slow", null), ("skipped", "skipped")], attempt: 3);
        server.Jobs[((long)run["id"]!, 2)] = [];

        WorkflowRun? found = await new GitHubVouching(Api(server)).PushedRunAsync("ci.yml", Merge, "main", Cancellation);

        Assert.Equal(((long)run["id"]!, 3), (found!.Id, found.Attempt));
        Assert.Equal(
            [new("skipped", false, DateTimeOffset.Parse("2026-11-21T04:00:00Z", null)), new("slow", false, null), new JobResult("unit", true, DateTimeOffset.Parse("2026-11-21T04:00:00Z", null))],
            found.Jobs);
        Assert.Null(await new GitHubVouching(Api(server)).PushedRunAsync("absent.yml", Merge, "main", Cancellation));
        Assert.Empty(server.Problems);
    }

    private static long Merged(GitHubServer server)
    {
        var pull = server.AddPull("feature", "Feature", "text");
        server.Merge(pull, Head, Merge, author: 7);
        return (long)pull["number"]!;
    }

    private GitHubApi Api(GitHubServer server) => new GitHubSignIn(server.Address, "1.0.0", clock).WithToken(GitHubRepository.Of("setu-retail/platform"), GitHubServer.Token).Api;
}
