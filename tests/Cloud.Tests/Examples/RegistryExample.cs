using System.Collections.Immutable;
using Infra.Cloud.Gke;
using Infra.Cloud.Keys;
using Infra.Cloud.Registry;
using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Tests.Examples;

internal static class RegistryExample
{
    public static void Run(StackSettings settings)
    {
        var key = Samples.Key("images");
        var cluster = Samples.Cluster(settings);

        // README modules/Cloud/Registry/README.md
        var registry = new RegionRegistry("mumbai-registry", new()
        {
            Names = settings.Names,
            Region = Region.Of("asia-south1"),
            Key = key,
            Readers = ImmutableSortedDictionary<string, Output<string>>.Empty.Add("nodes", cluster.NodeAccountMember),
            RetentionDays = settings.Policy.RetentionDays,
            Protect = settings.Protect,
        });
        var argoCd = registry.Addresses["quay"].Apply(address => $"{address}/argoproj/argocd");
        // END
        Assert.NotNull(argoCd);
    }
}
