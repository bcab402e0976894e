using System.CommandLine;
using Infra.Model.Values;
using Infra.Pipeline.Growing;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra add region</c>.</summary>
internal static class AddRegion
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Argument<Region> region = ValueArguments.Argument<Region>("REGION", "The region, such as europe-west4.");
        return GrowthRun.Of(host, "region", "Add a region to an environment: network, cluster and residency. Nothing that exists is replaced.", [environment, region], (repository, parsed) =>
            new StackChanges(host, repository).AddRegion(parsed.GetRequiredValue(environment), parsed.GetRequiredValue(region)));
    }
}
