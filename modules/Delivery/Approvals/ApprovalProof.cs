namespace Infra.Delivery.Approvals;

/// <summary>An approval that GitHub vouches for. Whoever asks GitHub makes it; a file that somebody wrote is none.</summary>
/// <param name="Kind">A review or an environment.</param>
/// <param name="GitHubId">The numeric id of the user.</param>
/// <param name="Subject">For a review the commit_id that was reviewed, for an environment the digest of the envelope of the run.</param>
/// <param name="At">When, UTC; the first moment at which it can have been where GitHub does not say.</param>
public sealed record ApprovalProof(ApprovalProofKind Kind, string GitHubId, string Subject, DateTimeOffset At)
{
    /// <summary>The last moment at which it can have been, UTC. Default: <see cref="At"/>.</summary>
    public DateTimeOffset Latest { get; init; } = At;
}
