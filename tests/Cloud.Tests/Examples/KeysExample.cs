using System.Collections.Immutable;
using Infra.Cloud.Keys;
using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Tests.Examples;

internal static class KeysExample
{
    public static void Run(StackSettings settings)
    {
        // README modules/Cloud/Keys/README.md
        var agents = new ServiceAgents("agents", new()
        {
            Project = settings.Project,
            ProjectNumber = settings.ProjectNumber,
        });
        var keys = new RegionKeys("mumbai-keys", new()
        {
            Names = settings.Names,
            Region = Region.Of("asia-south1"),
            Users = ImmutableSortedDictionary<string, Output<string>>.Empty.Add("gke", agents.Gke).Add("storage", agents.Storage),
            Protect = settings.Protect,
        });
        var key = keys["storage"];
        // END
        Assert.NotNull(key.Grant);
    }
}
