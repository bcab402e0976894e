using System.Collections.Immutable;

namespace Infra.GitOps.ApplicationSets;

/// <summary>A cluster as Argo CD knows it: the secret of type <c>cluster</c> that was written for it.</summary>
/// <param name="Name">The name in Argo CD.</param>
/// <param name="Server">The address of its API server.</param>
/// <param name="Labels">The secret's labels, by which sets choose clusters.</param>
/// <param name="Annotations">The secret's annotations, which templates read.</param>
/// <param name="Project">The project that it belongs to; empty when it belongs to none.</param>
public sealed record Cluster(
    string Name,
    string Server,
    ImmutableSortedDictionary<string, string> Labels,
    ImmutableSortedDictionary<string, string> Annotations,
    string Project = "");
