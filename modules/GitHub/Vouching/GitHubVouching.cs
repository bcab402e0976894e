using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.GitHub.Api;
using Infra.Model.Errors;

namespace Infra.GitHub.Vouching;

/// <summary>What GitHub vouches for: who approved a pull request, and who let a run into an environment. People are numbers; names change hands.</summary>
/// <param name="api">The repository.</param>
/// <remarks>https://docs.github.com/en/rest/pulls/reviews, https://docs.github.com/en/rest/actions/workflow-runs#get-the-review-history-for-a-workflow-run</remarks>
public sealed class GitHubVouching(GitHubApi api)
{
    private static readonly ImmutableArray<string> Deciding = ["APPROVED", "CHANGES_REQUESTED", "DISMISSED"];

    /// <summary>The pull request of this repository whose merge into a branch made a commit.</summary>
    /// <param name="commit">The commit, 40 hexadecimal digits.</param>
    /// <param name="branch">The branch, such as <c>main</c>.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <param name="withReviews">Whether its reviews are asked for.</param>
    /// <returns>Null where no pull request made it.</returns>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public async Task<MergedPullRequest?> MergedAsync(string commit, string branch, CancellationToken cancellation, bool withReviews = true)
    {
        JsonNode? pull = (await api.ListAsync($"commits/{Uri.EscapeDataString(commit)}/pulls", null, cancellation)).FirstOrDefault(p =>
            Json.Text(p, "merged_at") is not null && Json.Text(p, "merge_commit_sha") == commit && Json.Text(p["base"], "ref") == branch
            && string.Equals(Json.Text(p["base"]?["repo"], "full_name"), api.Repository.Value, StringComparison.OrdinalIgnoreCase));
        return pull is null || Json.Number(pull, "number") is not { } number || Json.Text(pull["head"], "sha") is not { } head || Json.Text(pull["head"], "ref") is not { } from
            ? null
            : new MergedPullRequest(number, Id(pull["user"]) ?? "", head, from, Json.Text(pull["head"]?["repo"], "full_name"), withReviews ? await ApprovingAsync(number, cancellation) : []);
    }

    private async Task<ImmutableArray<ApprovingReview>> ApprovingAsync(long number, CancellationToken cancellation) =>
    [
        // GitHub lists them from the oldest on.
        .. (await api.ListAsync(string.Create(CultureInfo.InvariantCulture, $"pulls/{number}/reviews"), null, cancellation))
            .Where(r => Deciding.Contains(Json.Text(r, "state") ?? "", StringComparer.Ordinal) && Id(r["user"]) is not null)
            .GroupBy(r => Id(r["user"])!, StringComparer.Ordinal).Select(g => g.Last())
            .Where(r => Json.Text(r, "state") == "APPROVED" && Json.Text(r, "commit_id") is not null && Time(r, "submitted_at") is not null)
            .Select(r => new ApprovingReview(Id(r["user"])!, Json.Text(r, "commit_id")!, Time(r, "submitted_at")!.Value))
            .OrderBy(r => r.At).ThenBy(r => r.UserId, StringComparer.Ordinal),
    ];

    /// <summary>The commits that came after one commit up to another; the last one alone where there is none to begin with.</summary>
    /// <param name="after">The commit before, 40 hexadecimal digits; null for none.</param>
    /// <param name="to">The last commit.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="InfraException">GitHub refused, does not know one, or did not answer.</exception>
    public async Task<ImmutableArray<BroughtCommit>> BroughtAsync(string? after, string to, CancellationToken cancellation)
    {
        ImmutableArray<JsonNode> commits = after is null
            ? [await api.GetAsync($"commits/{Uri.EscapeDataString(to)}", cancellation)]
            : await api.ListAsync($"compare/{Uri.EscapeDataString(after)}...{Uri.EscapeDataString(to)}", "commits", cancellation);
        return
        [
            .. commits.Select(c => new BroughtCommit(
                Json.Text(c, "sha") ?? "",
                [.. Json.Items(c, "parents").Select(p => Json.Text(p, "sha") ?? "")],
                Json.Text(c["commit"]?["author"], "email") ?? "",
                Json.Text(c["commit"]?["committer"], "email") ?? "",
                Json.Text(c["commit"], "message") ?? "",
                Id(c["author"]),
                Id(c["committer"]),
                Json.Flag(c["commit"]?["verification"], "verified"),
                Json.Flag(c["commit"]?["verification"], "verified") && Json.Text(c["committer"], "login") == "web-flow")),
        ];
    }

    /// <summary>What was done to the branches of a repository, the newest first.</summary>
    /// <param name="repository">The repository, <c>OWNER/NAME</c>.</param>
    /// <param name="branch">The branch; null for all of them, of the last month.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <remarks>https://docs.github.com/en/rest/repos/repos#list-repository-activities</remarks>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public async Task<ImmutableArray<RefActivity>> ActivityAsync(string repository, string? branch, CancellationToken cancellation)
    {
        string[] name = [.. repository.Split('/').Select(Uri.EscapeDataString)];
        string? reference = branch is null ? null : $"refs/heads/{branch}";
        return
        [
            .. (await api.ListAsync($"/repos/{name[0]}/{name[^1]}/activity?{(reference is null ? "time_period=month" : $"ref={Uri.EscapeDataString(reference)}")}", null, cancellation))
                .Where(a => (reference is null || Json.Text(a, "ref") == reference) && Json.Text(a, "activity_type") is not null && Json.Text(a, "after") is not null)
                .Select(a => new RefActivity(Id(a["actor"]), Json.Text(a, "activity_type")!, Json.Text(a, "after")!)),
        ];
    }

    /// <summary>The number of an account; null where there is none of this name now.</summary>
    /// <param name="login">The name.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public async Task<string?> AccountAsync(string login, CancellationToken cancellation) => Id(await api.FindAsync($"/users/{Uri.EscapeDataString(login)}", cancellation));

    /// <summary>A run, and who approved that its jobs enter an environment.</summary>
    /// <param name="run">The number of the run, <c>GITHUB_RUN_ID</c>.</param>
    /// <param name="environment">The GitHub environment.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="InfraException">There is no such run, GitHub refused, or did not answer.</exception>
    public async Task<ApprovedRun> RunAsync(long run, string environment, CancellationToken cancellation)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"actions/runs/{run}");
        JsonNode found = await api.GetAsync(path, cancellation);
        return new ApprovedRun(
            Json.Text(found, "head_sha") ?? "",
            Json.Number(found, "run_attempt") ?? 0,
            Json.Text(found, "status") is not (null or "completed"),
            Time(found, "run_started_at") ?? DateTimeOffset.MaxValue,
            [.. new[] { Id(found["actor"]), Id(found["triggering_actor"]) }.OfType<string>().Distinct(StringComparer.Ordinal)],
            [
                .. (await api.ListAsync($"{path}/approvals", null, cancellation))
                    .Where(a => Json.Text(a, "state") == "approved" && Json.Items(a, "environments").Any(e => Json.Text(e, "name") == environment))
                    .Select(a => Id(a["user"])).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            ]);
    }

    /// <summary>The newest run of a workflow for a commit that was pushed to a branch of this very repository, with the jobs of its last attempt.</summary>
    /// <param name="file">The name of the file below <c>.github/workflows/</c>.</param>
    /// <param name="commit">The commit, 40 hexadecimal digits.</param>
    /// <param name="branch">The branch, such as <c>main</c>.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Null where it never ran so.</returns>
    /// <remarks>
    /// A check of a commit has whatever name somebody's workflow chooses; a workflow is told by its file. A run on a pull request proves nothing: its workflow
    /// is what git makes of the head and of the base, the base can be any branch and can be exchanged afterwards, and GitHub does not say which it was.
    /// https://docs.github.com/en/rest/actions/workflow-runs#list-workflow-runs-for-a-workflow
    /// </remarks>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public async Task<WorkflowRun?> PushedRunAsync(string file, string commit, string branch, CancellationToken cancellation)
    {
        string workflow = $"actions/workflows/{Uri.EscapeDataString(file)}";
        string path = $".github/workflows/{file}";
        if (Json.Text(await api.FindAsync(workflow, cancellation), "path") != path || Json.Number(await api.GetAsync("", cancellation), "id") is not { } own)
        {
            return null;
        }

        // What was asked for is looked for again: a filter that a server does not know lets everything in. A path with @ is that of a workflow of elsewhere.
        JsonNode? run = (await api.ListAsync($"{workflow}/runs?event=push&branch={Uri.EscapeDataString(branch)}&head_sha={Uri.EscapeDataString(commit)}", "workflow_runs", cancellation))
            .Where(r => Json.Text(r, "head_sha") == commit && Json.Text(r, "event") == "push" && Json.Text(r, "head_branch") == branch && Json.Text(r, "path") == path
                && Json.Number(r["repository"], "id") == own && Json.Number(r["head_repository"], "id") == own)
            .MaxBy(r => Json.Number(r, "id"));
        if (Json.Number(run, "id") is not { } id || Json.Number(run, "run_attempt") is not { } attempt)
        {
            return null;
        }

        return new WorkflowRun(
            id,
            attempt,
            [
                .. (await api.ListAsync(string.Create(CultureInfo.InvariantCulture, $"actions/runs/{id}/attempts/{attempt}/jobs"), "jobs", cancellation))
                    .Where(j => Json.Number(j, "run_id") == id && Json.Text(j, "head_sha") == commit && Json.Text(j, "name") is not null)
                    .Select(j => new JobResult(Json.Text(j, "name")!, Json.Text(j, "status") == "completed" && Json.Text(j, "conclusion") == "success", Time(j, "completed_at")))
                    .OrderBy(j => j.Name, StringComparer.Ordinal),
            ]);
    }

    private static string? Id(JsonNode? user) => Json.Number(user, "id")?.ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(JsonNode node, string name) =>
        DateTimeOffset.TryParse(Json.Text(node, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time) ? time : null;
}
