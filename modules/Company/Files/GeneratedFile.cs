namespace Infra.Company.Files;

/// <summary>A file of a company's repository.</summary>
/// <param name="Path">Its path from the repository, with slashes.</param>
/// <param name="Text">Its whole text, LF.</param>
public sealed record GeneratedFile(string Path, string Text);
