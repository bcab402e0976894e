namespace Infra.GitHub.Comments;

/// <summary>A comment below an issue.</summary>
/// <param name="UserId">The number of the account.</param>
/// <param name="Text">The whole text.</param>
/// <param name="At">When it was written, by GitHub's clock.</param>
/// <param name="IsTheirs">
/// Whether the text is for sure what the account wrote here: whoever may write to the repository can edit what others wrote, an App can write in a
/// person's name, and an issue that was moved here brings comments of elsewhere.
/// </param>
/// <param name="IsDated">Whether the time is for sure that of the writing: not below an issue that the account opened itself, because one that is imported brings times along.</param>
public sealed record IssueComment(string UserId, string Text, DateTimeOffset At, bool IsTheirs, bool IsDated);
