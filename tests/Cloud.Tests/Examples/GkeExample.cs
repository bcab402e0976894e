using Infra.Cloud.Gke;
using Infra.Cloud.Keys;
using Infra.Cloud.Networks;
using Infra.Model.Values;
using Infra.Settings.Stacks;

namespace Infra.Cloud.Tests.Examples;

internal static class GkeExample
{
    public static void Run(StackSettings settings)
    {
        var network = new Infra.Cloud.Networks.Network("network", new() { Names = settings.Names, Settings = settings.Network });
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
