using Infra.Model;

namespace Infra.Cloud.Tests.Examples;

internal static class GkeExample
{
    public static void Run(StackSettings settings)
    {
        var network = new Cloud.Network("network", new() { Names = settings.Names, Settings = settings.Network });
        var key = Samples.Key("gke");

        // README modules/Cloud/Gke/README.md
        var cluster = new GkeCluster("hub", new()
        {
            Names = settings.Names,
            Settings = settings.Hub,
            NetworkId = network.Id,
            Region = network.Regions["asia-south1"],
            SecretsKey = key,
            SecurityGroup = SecurityGroup.Of("gke-security-groups@setu-retail.example"),
            Labels = settings.Labels.For(settings.Stack),
            Protect = settings.Protect,
        });
        var endpoint = cluster.DnsEndpoint;
        // END
        Assert.NotNull(endpoint);
    }
}
