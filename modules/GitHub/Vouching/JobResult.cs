namespace Infra.GitHub.Vouching;

/// <summary>How a job of a run ended.</summary>
/// <param name="Name">Its name, as GitHub shows it.</param>
/// <param name="Succeeded">Whether it has ended, and well.</param>
/// <param name="At">When it ended, UTC; null while it has not.</param>
public sealed record JobResult(string Name, bool Succeeded, DateTimeOffset? At);
