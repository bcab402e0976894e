using System.Collections.Immutable;

namespace Infra.Cloud;

/// <summary>A public registry that a region's Artifact Registry fetches from and caches, so that nodes never leave Google's network for an image.</summary>
/// <param name="Id">The repository's id; images are at <c>&lt;region&gt;-docker.pkg.dev/&lt;project&gt;/&lt;id&gt;/...</c>.</param>
/// <param name="Upstream">The registry's address.</param>
/// <param name="Reason">What comes from there; it becomes the description.</param>
public sealed record RemoteRepository(string Id, string Upstream, string Reason)
{
    /// <summary>All registries that charts and images of the platform come from. A chart's values point here.</summary>
    /// <remarks>https://docs.cloud.google.com/artifact-registry/docs/repositories/remote-overview</remarks>
    public static ImmutableArray<RemoteRepository> All { get; } =
    [
        new("docker-hub", "https://registry-1.docker.io", "Docker Hub: official images such as redis"),
        new("ghcr", "https://ghcr.io", "GitHub: External Secrets, dex and charts"),
        new("quay", "https://quay.io", "Quay: Argo CD and Prometheus"),
    ];
}
