namespace Infra.GitHub.Generators;

/// <summary>A generated workflow.</summary>
/// <param name="File">Its name below <c>.github/workflows/</c>.</param>
/// <param name="Text">The whole text, LF.</param>
public sealed record GeneratedWorkflow(string File, string Text);
