namespace Infra.Pipeline.Workspace;

/// <summary>Where there is no GitHub: says what would be opened, and opens nothing.</summary>
public sealed class AnnouncedPullRequests(Host host) : IPullRequests
{
    /// <inheritdoc/>
    public Task<PullRequest?> FindAsync(string branch, CancellationToken cancellation) => Task.FromResult<PullRequest?>(null);

    /// <inheritdoc/>
    public Task<PullRequestPlace> OpenAsync(PullRequestText text, CancellationToken cancellation)
    {
        host.Out.Write(text.Body);
        return Task.FromResult(new PullRequestPlace(
            Address: null, $"no pull request was opened, because no GitHub is joined here. Push {text.Branch} and open one into {text.Into}: \"{text.Title}\", with the text above"));
    }

    /// <inheritdoc/>
    public Task<PullRequestPlace> UpdateAsync(long number, PullRequestText text, CancellationToken cancellation) =>
        throw new InvalidOperationException("There is no pull request to update where none is ever found.");
}
