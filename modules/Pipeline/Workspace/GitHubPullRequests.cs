using Infra.GitHub.PullRequests;

namespace Infra.Pipeline.Workspace;

/// <summary>The pull requests at GitHub.</summary>
public sealed class GitHubPullRequests(Host host) : IPullRequests
{
    private BranchPullRequests? joined;

    /// <inheritdoc/>
    public async Task<PullRequest?> FindAsync(string branch, CancellationToken cancellation) =>
        await (await JoinAsync(cancellation)).FindAsync(branch, cancellation) is { } open ? new PullRequest(open.Number, Place(open), open.Title, open.Body) : null;

    /// <inheritdoc/>
    public async Task<PullRequestPlace> OpenAsync(PullRequestText text, CancellationToken cancellation) =>
        PullRequestPlace.At(Place(await (await JoinAsync(cancellation)).OpenAsync(text.Branch, text.Into, text.Title, text.Body, cancellation)));

    /// <inheritdoc/>
    public async Task<PullRequestPlace> UpdateAsync(long number, PullRequestText text, CancellationToken cancellation) =>
        PullRequestPlace.At(Place(await (await JoinAsync(cancellation)).UpdateAsync(number, text.Title, text.Body, cancellation)));

    private async Task<BranchPullRequests> JoinAsync(CancellationToken cancellation) => joined ??= new BranchPullRequests((await host.GitHub.SignInAsync(cancellation)).Api);

    private static string Place(OpenPullRequest open) => open.Url is { } page ? Infra.Model.Masking.Printable.Text(page) : FormattableString.Invariant($"pull request {open.Number}");
}
