using System.Collections.Immutable;

namespace Infra.Cloud.Clusters;

/// <summary>A chart of the platform, pinned.</summary>
/// <param name="Name">Its name in the repository.</param>
/// <param name="Repository">The address of the chart repository.</param>
/// <param name="Version">The version of the chart.</param>
/// <param name="AppVersion">The version of what it installs, which is the tag of its images.</param>
/// <param name="Purpose">What it is for.</param>
public sealed record HelmChart(string Name, string Repository, string Version, string AppVersion, string Purpose)
{
    /// <summary>External Secrets, which copies entries of Secret Manager into a cluster.</summary>
    public static HelmChart ExternalSecrets { get; } = new("external-secrets", "https://charts.external-secrets.io", "2.9.0", "v2.9.0", "copies entries of Secret Manager into a cluster");

    /// <summary>Argo CD, which keeps clusters as a repository says.</summary>
    public static HelmChart ArgoCd { get; } = new("argo-cd", "https://argoproj.github.io/argo-helm", "10.1.1", "v3.4.4", "keeps clusters as a repository says");

    /// <summary>All that Pulumi installs, in ordinal order of their names.</summary>
    public static ImmutableArray<HelmChart> All { get; } = [ArgoCd, ExternalSecrets];
}
