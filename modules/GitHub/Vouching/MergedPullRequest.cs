using System.Collections.Immutable;

namespace Infra.GitHub.Vouching;

/// <summary>The pull request whose merge made a commit.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Author">The numeric id of whoever opened it.</param>
/// <param name="Head">The commit that was merged, 40 hexadecimal digits.</param>
/// <param name="HeadBranch">The branch that was merged.</param>
/// <param name="HeadRepository">The repository of that branch, <c>OWNER/NAME</c>; null where it is gone.</param>
/// <param name="Approving">The reviews that approve it now, by user; a later review of the same user that does not approve has taken theirs away.</param>
public sealed record MergedPullRequest(long Number, string Author, string Head, string HeadBranch, string? HeadRepository, ImmutableArray<ApprovingReview> Approving);
