using Infra.Cloud.Networks;
using Infra.Settings.Stacks;

namespace Infra.Cloud.Tests.Examples;

internal static class NetworksExample
{
    public static void Run(StackSettings settings)
    {
        // README modules/Cloud/Networks/README.md
        var network = new Infra.Cloud.Networks.Network("network", new()
        {
            Names = settings.Names,
            Settings = settings.Network,
        });
        var subnet = network.Regions["asia-south1"].SubnetId;
        // END
        Assert.NotNull(subnet);
    }
}
