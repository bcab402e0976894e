namespace Infra.GitHub;

/// <summary>How a check of a commit ended.</summary>
/// <param name="Name">The name of the job.</param>
/// <param name="Succeeded">Whether it has ended, and well.</param>
/// <param name="At">When it ended, UTC; null while it has not.</param>
public sealed record CheckResult(string Name, bool Succeeded, DateTimeOffset? At);
