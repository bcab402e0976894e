namespace Pulumi;

/// <summary>An archive fetched from a URI.</summary>
public sealed class RemoteArchive(string uri) : Archive("uri", uri);
