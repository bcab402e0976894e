namespace Infra.Pipeline.Workspace;

/// <summary>An open pull request.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Place">Where it is, for people.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">Its text, Markdown.</param>
public sealed record PullRequest(long Number, string Place, string Title, string Body);
