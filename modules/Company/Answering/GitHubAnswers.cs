using Infra.Model.Values;

namespace Infra.Company.Answering;

/// <summary>Where the company's code is.</summary>
/// <param name="Repository">This repository, OWNER/NAME.</param>
/// <param name="OwnerId">The number of the owner.</param>
/// <param name="RepositoryId">The number of the repository.</param>
/// <param name="Applications">The repository of the applications' manifests, OWNER/NAME.</param>
public sealed record GitHubAnswers(GitHubRepository Repository, GitHubId OwnerId, GitHubId RepositoryId, GitHubRepository Applications)
{
    /// <summary>The App ID of the GitHub App that the jobs sign in as; null while it is not made.</summary>
    public GitHubId? App { get; init; }

    /// <summary>The number of the account of that App's bot; null while it is not made.</summary>
    public GitHubId? Bot { get; init; }

    /// <summary>The App ID of the GitHub App that Argo CD reads as; null while it is not made.</summary>
    public GitHubId? ReaderApp { get; init; }

    /// <summary>The installation of that App; null while it is not made.</summary>
    public GitHubId? ReaderInstallation { get; init; }

    /// <summary>The owner's name.</summary>
    public string Owner => Repository.Value[..Repository.Value.IndexOf('/', StringComparison.Ordinal)];
}
