using System.Collections.Immutable;

namespace Infra.Settings.Platform;

/// <summary>The namespaces that belong to no tenant and no add-on.</summary>
public static class PlatformNamespaces
{
    /// <summary>Where Argo CD runs, on the hub.</summary>
    public const string ArgoCd = "argocd";

    /// <summary>Where External Secrets runs, on every cluster; its controller is the service account of the same name.</summary>
    public const string ExternalSecrets = "external-secrets";

    /// <summary>All of them, with those that Kubernetes and GKE make.</summary>
    public static ImmutableArray<string> All { get; } =
        [ArgoCd, "default", ExternalSecrets, "gke-managed-system", "gmp-system", "kube-node-lease", "kube-public", "kube-system"];
}
