namespace Infra.GitOps.Objects;

/// <summary>A file of manifests that cannot be read or expanded.</summary>
internal sealed class ManifestException(int line, string reason) : Exception(reason)
{
    /// <summary>The line in the file, from 1.</summary>
    public int Line { get; } = line;
}
