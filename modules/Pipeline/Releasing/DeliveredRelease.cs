namespace Infra.Pipeline.Releasing;

/// <summary>What a release was delivered by.</summary>
/// <param name="Branch">Its branch.</param>
/// <param name="Commit">The commit that the branch is at.</param>
/// <param name="PullRequest">Its pull request; null where none was opened, or where an earlier run delivered it.</param>
public sealed record DeliveredRelease(string Branch, string Commit, string? PullRequest);
