namespace Pulumi;

/// <summary>An asset read from a file.</summary>
public sealed class FileAsset(string path) : Asset("path", path);
