using System.Collections.Immutable;
using Infra.Model.Manifests;
using Infra.Model.Values;

namespace Infra.GitOps.Comparing;

/// <summary>The files of <c>gitops/ENV/</c> at the revisions of this repository that clusters follow.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Revision">The revision that its release follows.</param>
/// <param name="Files">The files at that revision.</param>
public sealed record PlatformFiles(StackName Environment, GitRevision Revision, ImmutableArray<RenderedFile> Files)
{
    /// <summary>The files at the other revisions, by revision: those of regions that the release has not reached. Default: none.</summary>
    public ImmutableDictionary<string, ImmutableArray<RenderedFile>> Behind { get; init; } = ImmutableDictionary.Create<string, ImmutableArray<RenderedFile>>(StringComparer.Ordinal);

    /// <summary>Where the files are, for messages, such as <c>gitops/dev/</c> or <c>1779ff8b0c1d:gitops/dev/</c>.</summary>
    public string Folder { get; init; } = $"gitops/{Environment}/";

    /// <summary>The files at a revision; null where they are not known.</summary>
    public ImmutableArray<RenderedFile>? At(string revision) => revision == Revision.Value ? Files : Behind.TryGetValue(revision, out ImmutableArray<RenderedFile> files) ? files : null;
}
