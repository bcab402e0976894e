namespace Infra.Pipeline.Workspace;

/// <summary>The pull requests of this repository, as promotions and rollbacks need them.</summary>
public interface IPullRequests
{
    /// <summary>The open one of a branch; null where there is none.</summary>
    Task<PullRequest?> FindAsync(string branch, CancellationToken cancellation);

    /// <summary>Opens one.</summary>
    /// <returns>Where it is.</returns>
    Task<PullRequestPlace> OpenAsync(PullRequestText text, CancellationToken cancellation);

    /// <summary>Gives an open one this title and text.</summary>
    /// <returns>Where it is.</returns>
    Task<PullRequestPlace> UpdateAsync(long number, PullRequestText text, CancellationToken cancellation);
}
