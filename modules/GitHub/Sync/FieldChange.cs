namespace Infra.GitHub.Sync;

/// <summary>One field that is not as wanted.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Old">What it says; null where there is nothing.</param>
/// <param name="New">What it should say; null where it should not be there.</param>
public sealed record FieldChange(string Name, string? Old, string? New);
