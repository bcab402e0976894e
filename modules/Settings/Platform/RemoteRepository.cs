using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.Settings.Platform;

/// <summary>A public registry that a region's Artifact Registry fetches from and caches, so that nodes never leave Google's network for an image.</summary>
/// <param name="Id">The repository's id; images are at <c>&lt;region&gt;-docker.pkg.dev/&lt;project&gt;/&lt;id&gt;/...</c>.</param>
/// <param name="Host">What the names of its images begin with.</param>
/// <param name="Upstream">The registry's address.</param>
/// <param name="Reason">What comes from there; it becomes the description.</param>
public sealed record RemoteRepository(string Id, string Host, string Upstream, string Reason)
{
    /// <summary>All registries that charts and images of the platform come from. A chart's values point here.</summary>
    /// <remarks>https://docs.cloud.google.com/artifact-registry/docs/repositories/remote-overview</remarks>
    public static ImmutableArray<RemoteRepository> All { get; } =
    [
        new("docker-hub", "docker.io", "https://registry-1.docker.io", "Docker Hub: official images such as redis"),
        new("ghcr", "ghcr.io", "https://ghcr.io", "GitHub: External Secrets, dex and charts"),
        new("quay", "quay.io", "https://quay.io", "Quay: Argo CD and Prometheus"),
    ];

    /// <summary>Where an image is pulled from in a project.</summary>
    /// <param name="image">The image, or a registry alone.</param>
    /// <param name="region">The region, such as <c>asia-south1</c>.</param>
    /// <param name="project">The project.</param>
    public static string AddressOf(PublicImage image, string region, ProjectId project)
    {
        ArgumentNullException.ThrowIfNull(image);
        RemoteRepository repository = All.Single(r => image.Value == r.Host || image.Value.StartsWith(r.Host + "/", StringComparison.Ordinal));
        return $"{region}-docker.pkg.dev/{project}/{repository.Id}{image.Value[repository.Host.Length..]}";
    }
}
