using System.CommandLine;
using Infra.Model.Values;
using Infra.Pipeline.Growing;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra add bucket</c>.</summary>
internal static class AddBucket
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Argument<GceName> name = ValueArguments.Argument<GceName>("NAME", "What it is for; the bucket is called PROJECT-NAME.");
        Option<Region?> location = ValueArguments.Option<Region>("--location", "REGION", "Where it is; without, where Argo CD runs.");
        return GrowthRun.Of(host, "bucket", "Add a bucket.", [environment, name, location], (repository, parsed) =>
            new StackChanges(host, repository).AddBucket(parsed.GetRequiredValue(environment), parsed.GetRequiredValue(name), parsed.GetValue(location)));
    }
}
