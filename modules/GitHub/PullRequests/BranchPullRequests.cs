using System.Globalization;
using System.Text.Json.Nodes;
using Infra.GitHub.Api;
using Infra.GitHub.Comments;
using Infra.Model.Errors;

namespace Infra.GitHub.PullRequests;

/// <summary>The pull requests of branches of a repository: one open one a branch, which GitHub itself holds to.</summary>
/// <param name="api">The repository.</param>
public sealed class BranchPullRequests(GitHubApi api)
{
    /// <summary>The open one of a branch.</summary>
    /// <param name="branch">The name of the branch, without <c>refs/heads/</c>.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Null where there is none. A branch of the same name in a fork is another one.</returns>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public async Task<OpenPullRequest?> FindAsync(string branch, CancellationToken cancellation)
    {
        string head = Uri.EscapeDataString($"{api.Repository.Owner}:{branch}");
        return (await api.ListAsync($"pulls?state=open&head={head}", null, cancellation))
            .Where(p => Json.Text(p["head"], "ref") == branch && IsHere(p["head"]?["repo"]))
            .OrderBy(p => Json.Number(p, "number")).Select(Read).FirstOrDefault();
    }

    /// <summary>Opens one. Where somebody was faster, theirs gets the title and the text.</summary>
    /// <param name="branch">The branch that it would merge.</param>
    /// <param name="into">The branch that it would be merged into.</param>
    /// <param name="title">One line, no markup.</param>
    /// <param name="body">Markdown, of at most 65,536 characters.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public Task<OpenPullRequest> OpenAsync(string branch, string into, string title, string body, CancellationToken cancellation) => Keeping.SurelyAsync(async () =>
    {
        if (await FindAsync(branch, cancellation) is { } open)
        {
            return open.Title == title && open.Body.TrimEnd() == body.TrimEnd() ? open : await UpdateAsync(open.Number, title, body, cancellation);
        }

        try
        {
            return Read(await api.PostAsync("pulls", new JsonObject { ["title"] = title, ["head"] = branch, ["base"] = into, ["body"] = body }, cancellation));
        }
        catch (InfraException)
        {
            // 422: a pull request already exists; it was opened since the look.
            if (await FindAsync(branch, cancellation) is { } theirs)
            {
                return await UpdateAsync(theirs.Number, title, body, cancellation);
            }

            throw;
        }
    });

    /// <summary>Gives an open one this title and text.</summary>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public async Task<OpenPullRequest> UpdateAsync(long number, string title, string body, CancellationToken cancellation) =>
        Read(await api.PatchAsync(string.Create(CultureInfo.InvariantCulture, $"pulls/{number}"), new JsonObject { ["title"] = title, ["body"] = body }, cancellation));

    private bool IsHere(JsonNode? repository) => string.Equals(Json.Text(repository, "full_name"), api.Repository.Value, StringComparison.OrdinalIgnoreCase);

    private OpenPullRequest Read(JsonNode? answer) => new(
        Json.Number(answer, "number") ?? throw new InfraException(ErrorKind.Failed, $"GitHub answered with a pull request of {api.Repository} that has no number. Look whether GITHUB_API_URL is right."),
        Json.Text(answer, "html_url"),
        Json.Text(answer, "title") ?? "",
        (Json.Text(answer, "body") ?? "").ReplaceLineEndings("\n"));
}
