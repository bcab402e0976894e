using System.Collections.Immutable;

namespace Infra.Model.Actions;

/// <summary>Every program that a workflow downloads. What a download must be says one reviewed file of the repository, <see cref="DigestFile"/>; what is not in it is not taken.</summary>
/// <remarks>
/// Pulumi publishes the digests of its CLI and of its providers beside their releases on GitHub (<c>pulumi-3.259.0-checksums.txt</c>), and Google those of
/// gcloud on https://docs.cloud.google.com/sdk/docs/downloads-versioned-archives.
/// </remarks>
public static class ToolTable
{
    /// <summary>The file of digests, in the form of <c>sha256sum</c>.</summary>
    public const string DigestFile = "stacks/delivery/tools.sha256";

    /// <summary>The version of the Pulumi CLI that the documents of the pulumi backend were written for.</summary>
    public const string PulumiVersion = "3.259.0";

    /// <summary>The version of Pulumi's provider for Google Cloud: that of its package.</summary>
    public const string GcpVersion = "9.35.0";

    /// <summary>The version of Pulumi's provider for Kubernetes: that of its package.</summary>
    public const string KubernetesVersion = "4.32.0";

    private const string GcloudVersion = "552.0.0";

    // The build of the component, as Google numbers it.
    private const string ClusterSignInVersion = "20250117151628";

    /// <summary>The Pulumi CLI.</summary>
    public static DownloadedTool Pulumi { get; } = new($"pulumi-v{PulumiVersion}-linux-x64.tar.gz", "https://get.pulumi.com/releases/sdk/", PulumiVersion, "plans and applies stacks in the real cloud");

    /// <summary>The provider for Google Cloud.</summary>
    public static DownloadedTool Gcp { get; } = new($"pulumi-resource-gcp-v{GcpVersion}-linux-amd64.tar.gz", "https://api.pulumi.com/releases/plugins/", GcpVersion, "makes resources of Google Cloud");

    /// <summary>The provider for Kubernetes.</summary>
    public static DownloadedTool Kubernetes { get; } = new($"pulumi-resource-kubernetes-v{KubernetesVersion}-linux-amd64.tar.gz", "https://api.pulumi.com/releases/plugins/", KubernetesVersion, "installs charts and objects in clusters");

    /// <summary>gcloud.</summary>
    public static DownloadedTool Gcloud { get; } = new($"google-cloud-sdk-{GcloudVersion}-linux-x86_64.tar.gz", "https://dl.google.com/dl/cloudsdk/channels/rapid/downloads/", GcloudVersion, "signs jobs in to Google Cloud");

    /// <summary>Its plugin that signs in to clusters.</summary>
    public static DownloadedTool ClusterSignIn { get; } = new($"google-cloud-sdk-gke-gcloud-auth-plugin-linux-x86_64-{ClusterSignInVersion}.tar.gz", "https://dl.google.com/dl/cloudsdk/channels/rapid/components/", ClusterSignInVersion, "signs jobs in to clusters");

    /// <summary>All of them.</summary>
    public static ImmutableArray<DownloadedTool> All { get; } = [Pulumi, Gcp, Kubernetes, Gcloud, ClusterSignIn];
}
