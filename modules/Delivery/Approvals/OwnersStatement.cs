namespace Infra.Delivery.Approvals;

/// <summary>A comment below an issue that asks owners. Whoever asks GitHub makes it; a file that somebody wrote is none.</summary>
/// <param name="GitHubId">The numeric id of the user.</param>
/// <param name="Text">The whole text.</param>
/// <param name="At">When it was written, by GitHub's clock.</param>
/// <param name="IsTheirs">Whether the text is for sure what the user wrote there: edited by nobody, moved there from nowhere, and written by no App in their name.</param>
/// <param name="IsDated">Whether the time is for sure that of the writing.</param>
public sealed record OwnersStatement(string GitHubId, string Text, DateTimeOffset At, bool IsTheirs, bool IsDated);
