namespace Infra.GitHub.Vouching;

/// <summary>A review that approves.</summary>
/// <param name="UserId">The numeric id of the user.</param>
/// <param name="Commit">The commit that was reviewed, 40 hexadecimal digits.</param>
/// <param name="At">When it was submitted, UTC.</param>
public sealed record ApprovingReview(string UserId, string Commit, DateTimeOffset At);
