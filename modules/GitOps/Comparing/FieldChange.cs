namespace Infra.GitOps.Comparing;

/// <summary>A field that differs.</summary>
/// <param name="Path">Where in the object, such as <c>spec.source.targetRevision</c>.</param>
/// <param name="Old">What it was, as JSON; null where there was none.</param>
/// <param name="New">What it will be, as JSON; null where there is none.</param>
public sealed record FieldChange(string Path, string? Old, string? New);
