using System.Collections.Immutable;

namespace Infra.Cloud.Clusters;

/// <summary>An image whose tag the values of a chart write out.</summary>
/// <param name="Name">Its public name, without a tag; clusters pull it through the region's remote repository.</param>
/// <param name="Tag">The tag.</param>
/// <param name="Purpose">What it is for.</param>
public sealed record PinnedImage(string Name, string Tag, string Purpose)
{
    /// <summary>Argo CD.</summary>
    public static PinnedImage ArgoCd { get; } = new("quay.io/argoproj/argocd", HelmChart.ArgoCd.AppVersion, "the parts of Argo CD");

    /// <summary>Redis.</summary>
    public static PinnedImage Redis { get; } = new("docker.io/library/redis", "8.2.3-alpine", "the cache of Argo CD");

    /// <summary>External Secrets.</summary>
    public static PinnedImage ExternalSecrets { get; } = new("ghcr.io/external-secrets/external-secrets", HelmChart.ExternalSecrets.AppVersion, "the parts of External Secrets");

    /// <summary>All of them, in ordinal order of their names.</summary>
    public static ImmutableArray<PinnedImage> All { get; } = [Redis, ExternalSecrets, ArgoCd];

    /// <summary>The path below the registry, such as <c>library/redis</c>.</summary>
    public string Path => Name[(Name.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
