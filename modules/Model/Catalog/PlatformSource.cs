namespace Infra.Model;

/// <summary>Where Argo CD reads an environment from: this repository at the revision of the environment's release.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Revision">A commit; a branch only in development.</param>
public sealed record PlatformSource(RepositoryUrl Repository, GitRevision Revision);
