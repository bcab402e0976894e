using Infra.Model.Values;

namespace Infra.Settings.Platform;

/// <summary>Where Argo CD reads an environment from: this repository at the revision of the environment's release.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Release">What the environment runs.</param>
public sealed record PlatformSource(RepositoryUrl Repository, Release Release);
