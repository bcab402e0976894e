using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Infra.GitHub.Api;
using Infra.GitHub.Comments;
using Infra.GitHub.Repositories;
using Infra.GitHub.SignIn;
using Infra.GitHub.Tests.Faults;
using Infra.GitHub.Tests.Sync;
using Infra.GitHub.Vouching;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Values;

namespace Infra.GitHub.Tests.Server;

/// <summary>No request of the program is one that Prism never read: every place that sends one is listed with its operations, and every operation is made here.</summary>
public sealed class EveryRequestTests(Prism prism)
{
    // A place that is new needs a line here, and its operation a story below.
    private const string Calls =
        """
        Author.cs: Get "/user" -> users/get-authenticated
        BranchPullRequests.cs: List $"pulls?state=open&head={head}" -> pulls/list
        BranchPullRequests.cs: Patch $"pulls/{number}" -> pulls/update
        BranchPullRequests.cs: Post "pulls" -> pulls/create
        GitHubSignIn.cs: Find "installation" -> apps/get-repo-installation
        GitHubSignIn.cs: Get "/app" -> apps/get-authenticated
        GitHubSignIn.cs: Post $"/app/installations/{installation}/access_tokens" -> apps/create-installation-access-token
        GitHubVouching.cs: Find $"/users/{Uri.EscapeDataString(login)}" -> users/get-by-username
        GitHubVouching.cs: Find workflow -> actions/get-workflow
        GitHubVouching.cs: Get "" -> repos/get
        GitHubVouching.cs: Get $"commits/{Uri.EscapeDataString(to)}" -> repos/get-commit
        GitHubVouching.cs: Get path -> actions/get-workflow-run
        GitHubVouching.cs: List $"/repos/{name[0]}/{name[^1]}/activity?{(reference is null ? "time_period=month" : $"ref={Uri.EscapeDataString(reference)}")}" -> repos/list-activities
        GitHubVouching.cs: List $"actions/runs/{id}/attempts/{attempt}/jobs" -> actions/list-jobs-for-workflow-run-attempt
        GitHubVouching.cs: List $"commits/{Uri.EscapeDataString(commit)}/pulls" -> repos/list-pull-requests-associated-with-commit
        GitHubVouching.cs: List $"compare/{Uri.EscapeDataString(after)}...{Uri.EscapeDataString(to)}" -> repos/compare-commits-with-basehead
        GitHubVouching.cs: List $"pulls/{number}/reviews" -> pulls/list-reviews
        GitHubVouching.cs: List $"{path}/approvals" -> actions/get-reviews-for-run
        GitHubVouching.cs: List $"{workflow}/runs?event=push&branch={Uri.EscapeDataString(branch)}&head_sha={Uri.EscapeDataString(commit)}" -> actions/list-workflow-runs
        MarkedIssues.cs: List $"issues/{number}/comments" -> issues/list-comments
        MarkedIssues.cs: List $"issues?state=open&labels={StickyIssues.Label}" -> issues/list-for-repo
        MarkedIssues.cs: Query Edits -> graphql
        RepositoryReader.cs: Find $"/orgs/{owner}/teams/{Uri.EscapeDataString(team)}" -> teams/get-by-name
        RepositoryReader.cs: Find $"/{(isOrganisation ? "orgs" : "users")}/{owner}" -> orgs/get users/get-by-username
        RepositoryReader.cs: Find PathOf(part) -> actions/get-allowed-actions-repository actions/get-github-actions-default-workflow-permissions-repository actions/get-github-actions-permissions-repository
        RepositoryReader.cs: Get "" -> repos/get
        RepositoryReader.cs: Get "/apps/github-actions" -> apps/get-by-slug
        RepositoryReader.cs: Get $"rulesets/{Json.Number(listed, "id")}" -> repos/get-repo-ruleset
        RepositoryReader.cs: List "actions/variables" -> actions/list-repo-variables
        RepositoryReader.cs: List "environments" -> repos/get-all-environments
        RepositoryReader.cs: List "labels" -> issues/list-labels-for-repo
        RepositoryReader.cs: List "rulesets?includes_parents=false" -> repos/get-repo-rulesets
        RepositoryReader.cs: List $"environments/{Uri.EscapeDataString(environment.Name)}/secrets" -> actions/list-environment-secrets
        RepositoryReader.cs: List $"{path}/deployment-branch-policies" -> repos/list-deployment-branch-policies
        RepositoryReader.cs: List $"{path}/variables" -> actions/list-environment-variables
        RepositoryWriter.cs: Delete $"{path}/deployment-branch-policies/{Json.Number(surplus, "id")}" -> repos/delete-deployment-branch-policy
        RepositoryWriter.cs: List $"{path}/deployment-branch-policies" -> repos/list-deployment-branch-policies
        RepositoryWriter.cs: Patch $"labels/{Uri.EscapeDataString(change.Name)}" -> issues/update-label
        RepositoryWriter.cs: Patch $"{path}/{(string)body["name"]!}" -> actions/update-environment-variable actions/update-repo-variable
        RepositoryWriter.cs: Post "labels" -> issues/create-label
        RepositoryWriter.cs: Post "rulesets" -> repos/create-repo-ruleset
        RepositoryWriter.cs: Post $"{path}/deployment-branch-policies" -> repos/create-deployment-branch-policy
        RepositoryWriter.cs: Post path -> actions/create-environment-variable actions/create-repo-variable
        RepositoryWriter.cs: Put $"rulesets/{change.Id}" -> repos/update-repo-ruleset
        RepositoryWriter.cs: Put RepositoryReader.PathOf(wanted) -> actions/set-allowed-actions-repository actions/set-github-actions-default-workflow-permissions-repository actions/set-github-actions-permissions-repository
        RepositoryWriter.cs: Put path -> repos/create-or-update-environment
        StickyComments.cs: Delete Path(surplus) -> issues/delete-comment
        StickyComments.cs: List comments -> issues/list-comments
        StickyComments.cs: Patch Path(mine[0]) -> issues/update-comment
        StickyComments.cs: Post comments -> issues/create-comment
        StickyIssues.cs: List $"issues?state=open&labels={Label}" -> issues/list-for-repo
        StickyIssues.cs: Patch Path(issue) -> issues/update
        StickyIssues.cs: Patch Path(mine[0]) -> issues/update
        StickyIssues.cs: Post "issues" -> issues/create
        """;

    private static readonly ImmutableArray<(string Place, string[] Operations)> Listed =
        [.. Calls.ReplaceLineEndings("\n").Split('\n').Select(l => l.Split(" -> ")).Select(l => (l[0], l[1].Split(' ')))];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_place_that_sends_a_request_is_listed() => Assert.Equal(Listed.Select(l => l.Place), ProductCalls.Found);

    [Fact]
    public void No_server_of_this_project_is_without_Prism() =>
        Assert.DoesNotContain(
            Directory.GetFiles(Path.Combine(Committed.Root, "tests", "GitHub.Tests"), "*.cs", SearchOption.AllDirectories).SelectMany(File.ReadAllLines),
            line => line.Contains("GitHubServer." + "StartAsync(", StringComparison.Ordinal) && !line.Contains("StartAsync(prism)", StringComparison.Ordinal) && !line.Contains("StartAsync(prism, ", StringComparison.Ordinal));

    [Fact]
    public async Task Every_operation_is_made_and_Prism_finds_nothing_wrong_with_it()
    {
        SortedSet<string> made = new(StringComparer.Ordinal);
        foreach (Story story in Story.All.Values)
        {
            await using GitHubServer server = await story.ServerAsync(prism);
            await story.OverAsync(server, new JumpingClock(), Cancellation);
            Collect(server, made);
        }

        await SynchroniseAsync(made);
        await AskForApprovalsAsync(made);

        Assert.Equal(Listed.SelectMany(l => l.Operations).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), made.ToArray());
    }

    // Everything that there is differs from what it should be; then the same repository is private, of an organisation and of a person.
    private async Task SynchroniseAsync(SortedSet<string> made)
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        RepositoryOptions options = SyncSample.With(Committed.Read("stacks/delivery/github.yaml").Replace("\nvariables:\n", "\nvariables:\n  REGION: asia-south1\n", StringComparison.Ordinal));
        await SyncSample.Over(server, new JumpingClock(), options).ApplyAsync(_ => { }, Cancellation);
        RepositoryState state = server.Repository;
        state.Policies["prod"].Add(new() { ["id"] = 1, ["name"] = "feature/*", ["type"] = "branch" });
        state.Labels.Single(l => (string?)l["name"] == "infra")["color"] = "ffffff";
        state.Variables[""].Single(v => (string?)v["name"] == "REGION")["value"] = "mars";
        state.Variables["bootstrap"].Single(v => (string?)v["name"] == "BOOTSTRAP_ACCOUNT")["value"] = "mallory@x";
        state.Rulesets.Single(r => (string?)r["name"] == "infra-main")["enforcement"] = "disabled";
        await SyncSample.Over(server, new JumpingClock(), options).ApplyAsync(_ => { }, Cancellation);
        foreach (bool isPerson in new[] { false, true })
        {
            (state.IsPrivate, state.Plan, state.IsOfPerson) = (true, "free", isPerson);
            await Assert.ThrowsAsync<InfraException>(() => SyncSample.Over(server, new JumpingClock(), options).LookAsync(Cancellation));
        }

        Collect(server, made);
    }

    private async Task AskForApprovalsAsync(SortedSet<string> made)
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        (string commit, string head) = (new string('b', 40), new string('c', 40));
        JsonObject pull = server.AddPull("change", "Change", "text");
        server.Merge(pull, head, commit, 1);
        server.Run(5, commit, "prod", [2]);
        server.Ran("ci.yml", commit, [("Test", "success")]);
        using RSA key = RSA.Create(2048);
        GitHubApi api = (await new GitHubSignIn(server.Address, "1.0.0", new JumpingClock())
            .AsAppAsync(GitHubRepository.Of("setu-retail/platform"), new AppKey("4711", key.ExportPkcs8PrivateKeyPem()), Cancellation)).Api;
        GitHubVouching vouching = new(api);
        Assert.NotNull(await vouching.MergedAsync(commit, "main", Cancellation));
        server.Push("feature", commit, 7);
        server.Commit(commit, "asha@setu-retail.example");
        server.Compare[$"{head}...{commit}"] = [commit];
        server.Accounts["asha"] = 7;
        Assert.Single(await vouching.ActivityAsync("setu-retail/platform", "feature", Cancellation));
        Assert.Single(await vouching.ActivityAsync("setu-retail/platform", null, Cancellation));
        Assert.Single(await vouching.BroughtAsync(head, commit, Cancellation));
        Assert.Single(await vouching.BroughtAsync(null, commit, Cancellation));
        Assert.Equal("7", await vouching.AccountAsync("asha", Cancellation));
        Assert.Equal(["2"], (await vouching.RunAsync(5, "prod", Cancellation)).Approvers);
        Assert.Single((await vouching.PushedRunAsync("ci.yml", commit, "main", Cancellation))!.Jobs);
        JsonObject issue = server.Ask("<!-- infra:prod -->\n");
        server.Say(issue, 7, "text", server.Time);
        Assert.Single((await new MarkedIssues(api).ReadAsync(Keeping.KeepingSample.Prod, ["7"], Cancellation)).Comments);
        Collect(server, made);
    }

    private static void Collect(GitHubServer server, SortedSet<string> made)
    {
        Assert.Empty(server.Problems);
        made.UnionWith(server.Requests.Select(Operations.Of));
    }
}
