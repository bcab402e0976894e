using System.Collections.Immutable;
using Infra.GitHub.Api;
using Infra.GitHub.Comments;
using Infra.GitHub.PullRequests;
using Infra.GitHub.SignIn;
using Infra.GitHub.Sync;
using Infra.GitHub.Tests.Keeping;
using Infra.GitHub.Tests.Server;
using Infra.GitHub.Tests.Sync;
using Infra.Model.Values;

namespace Infra.GitHub.Tests.Faults;

/// <summary>Something that the program does at GitHub, which done twice is done once.</summary>
/// <param name="Fewest">How many requests it makes at least; a run with fewer looked at nothing, and its faults would prove nothing.</param>
/// <param name="Begin">What is there before.</param>
/// <param name="RunAsync">Does it.</param>
/// <param name="Show">What is there, without the numbers that depend on how often something was tried.</param>
internal sealed record Story(int Fewest, Action<GitHubServer> Begin, Func<GitHubApi, CancellationToken, Task> RunAsync, Func<GitHubServer, string> Show)
{
    private const string Branch = "promote/staging/0123456789ab";

    // Others' texts before ours: what is looked for is on a later page.
    private static readonly ImmutableArray<string> Others = ["first", "<!-- infra:dev -->\nanother marker\n", "third"];

    public static ImmutableSortedDictionary<string, Story> All { get; } = new Dictionary<string, Story>
    {
        ["synchronisation"] = new(50, _ => { }, (api, cancellation) => new RepositorySync(api, SyncSample.OfOneEnvironment).ApplyAsync(_ => { }, cancellation), server => server.Repository.Show()) { PageSize = 100 },
        ["comment made"] = new(4, server => Add(server, server.Comments), KeepCommentAsync, server => Texts(server.Comments, "state")),
        ["comment changed and its double deleted"] = new(6, server => Add(server, server.Comments, "old", "newer"), KeepCommentAsync, server => Texts(server.Comments, "state")),
        ["issue opened"] = new(4, server => Add(server, server.Issues), KeepIssueAsync, server => Texts(server.Issues, "state")),
        ["issue changed and its double closed"] = new(6, server => Add(server, server.Issues, "old", "newer"), KeepIssueAsync, server => Texts(server.Issues, "state", "state_reason")),
        ["issue closed"] = new(
            4, server => Add(server, server.Issues, "old"), (api, cancellation) => new StickyIssues(api).CloseAsync(KeepingSample.Prod, cancellation), server => Texts(server.Issues, "state", "state_reason")),
        ["pull request of a promotion opened"] = new(2, server => server.AddPull(Branch, "of a fork", "theirs", "setu-retail/platform-fork"), OpenAsync, server => Texts(server.Pulls, "state")),
        ["pull request of a promotion changed"] = new(2, server => server.AddPull(Branch, "Promote", "old\n"), OpenAsync, server => Texts(server.Pulls, "state")),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>How much GitHub lists at once; little, so that there are pages.</summary>
    public int PageSize { get; init; } = 2;

    /// <summary>A server as it is before.</summary>
    public async Task<GitHubServer> ServerAsync(Prism prism)
    {
        // A job's own token, so that who writes is asked for.
        GitHubServer server = await GitHubServer.StartAsync(prism, user: null, PageSize);
        Begin(server);
        return server;
    }

    /// <summary>Does it once.</summary>
    public Task OverAsync(GitHubServer server, TimeProvider clock, CancellationToken cancellation) =>
        RunAsync(new GitHubSignIn(server.Address, "1.0.0", clock).WithToken(GitHubRepository.Of("setu-retail/platform"), GitHubServer.Token).Api, cancellation);

    private static Task KeepCommentAsync(GitHubApi api, CancellationToken cancellation) =>
        new StickyComments(api).KeepAsync(7, KeepingSample.Prod, KeptText.Of(KeepingSample.Prod, "one", null), cancellation);

    private static Task KeepIssueAsync(GitHubApi api, CancellationToken cancellation) =>
        new StickyIssues(api).KeepAsync(KeepingSample.Prod, "Drift in prod", KeptText.Of(KeepingSample.Prod, "one", null), cancellation);

    private static Task OpenAsync(GitHubApi api, CancellationToken cancellation) => new BranchPullRequests(api).OpenAsync(Branch, "main", "Promote", "one\n", cancellation);

    private static void Add(GitHubServer server, List<System.Text.Json.Nodes.JsonObject> entries, params string[] ours)
    {
        foreach (string text in Others.Concat(ours.Select(o => KeptText.Of(KeepingSample.Prod, o, null))))
        {
            server.Add(entries, "github-actions[bot]", text, "Drift in prod");
        }
    }

    private static string Texts(IEnumerable<System.Text.Json.Nodes.JsonObject> entries, params string[] more) =>
        string.Join('\n', entries.Select(e => string.Join(" | ", more.Concat(["title", "body"]).Select(f => (string?)e[f]))));
}
