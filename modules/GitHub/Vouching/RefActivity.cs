namespace Infra.GitHub.Vouching;

/// <summary>One thing that somebody did to a branch.</summary>
/// <param name="Actor">The numeric id of who did it; null where the account is gone.</param>
/// <param name="Kind">GitHub's word: <c>push</c>, <c>force_push</c>, <c>branch_creation</c>, <c>branch_deletion</c>, <c>pr_merge</c> or <c>merge_queue_merge</c>.</param>
/// <param name="After">The commit that the branch had afterwards.</param>
public sealed record RefActivity(string? Actor, string Kind, string After);
