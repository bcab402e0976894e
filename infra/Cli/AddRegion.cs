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
        Option<Region?> like = ValueArguments.Option<Region>("--like", "REGION", "The region of the environment whose pools, machine types, NAT and exclusions it has too; without, where Argo CD runs.");
        return GrowthRun.Of(host, "region", "Add a region to an environment: network, cluster and residency. Nothing that exists is replaced.", [environment, region, like], (repository, parsed) =>
            new StackChanges(host, repository).AddRegion(parsed.GetRequiredValue(environment), parsed.GetRequiredValue(region), parsed.GetValue(like)));
    }
}
