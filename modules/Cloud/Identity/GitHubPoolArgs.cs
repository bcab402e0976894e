using Infra.Model.Values;
using Pulumi;

namespace Infra.Cloud.Identity;

/// <summary>What a <see cref="GitHubPool"/> is made from.</summary>
public sealed record GitHubPoolArgs
{
    /// <summary>The seed project.</summary>
    public required Input<string> Project { get; init; }

    /// <summary>The number of the repository's owner on GitHub.</summary>
    public required GitHubId OwnerId { get; init; }

    /// <summary>The number of the repository on GitHub.</summary>
    public required GitHubId RepositoryId { get; init; }

    /// <summary>Whether Pulumi refuses to delete the pool: its id cannot be used again for 30 days. Default: true.</summary>
    public bool Protect { get; init; } = true;

    /// <summary>What must exist before: the APIs iam and sts. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
