namespace Infra.GitHub.PullRequests;

/// <summary>An open pull request.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Url">Its page; null where GitHub names none.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">Its text, Markdown with LF.</param>
public sealed record OpenPullRequest(long Number, string? Url, string Title, string Body);
