namespace Infra.Pipeline.Rendering;

/// <summary>A generated file that is not what it should be.</summary>
/// <param name="Change">What writing it does: <c>added</c>, <c>changed</c> or <c>removed</c>.</param>
/// <param name="Path">The file, from the repository.</param>
/// <param name="Text">What it should hold; null for one that goes.</param>
public sealed record StaleFile(string Change, string Path, string? Text);
