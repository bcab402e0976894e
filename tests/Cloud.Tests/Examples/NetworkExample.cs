using Infra.Model;

namespace Infra.Cloud.Tests.Examples;

internal static class NetworkExample
{
    public static void Run(StackSettings settings)
    {
        // README modules/Cloud/Network/README.md
        var network = new Cloud.Network("network", new()
        {
            Names = settings.Names,
            Settings = settings.Network,
        });
        var subnet = network.Regions["asia-south1"].SubnetId;
        // END
        Assert.NotNull(subnet);
    }
}
