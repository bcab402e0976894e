namespace Infra.Model.Manifests;

/// <summary>A generated file.</summary>
/// <param name="Path">Its path below <c>gitops/ENV/</c>, with slashes.</param>
/// <param name="Text">Its whole text, LF, ending with a line break.</param>
public sealed record RenderedFile(string Path, string Text);
