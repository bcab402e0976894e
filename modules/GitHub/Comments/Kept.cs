namespace Infra.GitHub.Comments;

/// <summary>A comment or an issue after it was kept.</summary>
/// <param name="Change">What was done.</param>
/// <param name="Url">Where people see it; null where there is none.</param>
public sealed record Kept(KeptChange Change, string? Url);
