using System.Collections.Immutable;

namespace Infra.GitHub.Comments;

/// <summary>What some accounts wrote below the open issues of a marker.</summary>
/// <param name="Comments">Their comments.</param>
/// <param name="Issues">The numbers of the issues, in order.</param>
/// <param name="At">The time at GitHub; null where it does not say.</param>
/// <param name="Unread">What was not read because there is too much, as a clause; null where all was.</param>
public sealed record IssueComments(ImmutableArray<IssueComment> Comments, ImmutableArray<long> Issues, DateTimeOffset? At, string? Unread);
