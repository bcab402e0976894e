namespace Pulumi;

/// <summary>An archive read from a file or folder.</summary>
public sealed class FileArchive(string path) : Archive("path", path);
