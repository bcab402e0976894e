using Infra.Cloud.Clusters;
using Infra.Cloud.Gke;
using Infra.Cloud.Networks;
using Infra.Model.Values;
using Infra.Settings.Stacks;

namespace Infra.Cloud.Tests.Examples;

internal static class ClustersExample
{
    public static void Run(StackSettings settings)
    {
        var cluster = Samples.Cluster(settings);

        // README modules/Cloud/Clusters/README.md
        var connection = new ClusterConnection("mumbai", new()
        {
            Names = settings.Names,
            Region = Region.Of("asia-south1"),
            Endpoint = cluster.DnsEndpoint,
            After = [cluster.Resource],
        });
        var space = new PlatformNamespace("mumbai-tools", new()
        {
            Namespace = "tools",
            Exceptions =
            [
                new("probes", FirewallDirection.Ingress, PodSet.All, [.. FirewallTable.LoadBalancers.Select(NetworkPeer.At)], [new("tcp", 8080)], "Google's load balancers probe the pods."),
            ],
        }, new() { Providers = { connection.Provider } });
        // END
        Assert.Equal(3, space.Ready.Length);
    }
}
