using System.Collections.Immutable;
using Infra.Cloud.Clusters;
using Infra.Cloud.Networks;
using Infra.Settings.Stacks;

namespace Infra.Cloud.ExternalSecretsOperator;

/// <summary>All that the pods of External Secrets reach, and who reaches them.</summary>
internal static class ExternalSecretsTraffic
{
    // The port that the chart's webhook listens on; the firewall lets control planes in there.
    private const int WebhookPort = 10250;

    /// <summary>The exceptions in a cluster of a region.</summary>
    public static ImmutableArray<NetworkException> For(RegionNetworkSettings region)
    {
        var controller = PodSet.Named("external-secrets");
        return
        [
            ClusterTraffic.Dns,
            ClusterTraffic.KubernetesApi(region, "kubernetes-api", PodSet.All),
            ClusterTraffic.Tokens("metadata", controller),
            ClusterTraffic.GoogleApis("google-apis", controller, "The controller reads Secret Manager with tokens of the stores' accounts."),
            new(
                "webhook",
                FirewallDirection.Ingress,
                PodSet.Named("external-secrets-webhook"),
                ClusterTraffic.ControlPlane(region),
                [new("tcp", WebhookPort)],
                "The control plane has stores and external secrets checked before it keeps them."),
        ];
    }
}
