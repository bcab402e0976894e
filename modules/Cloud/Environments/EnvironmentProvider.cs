using Infra.Settings.Stacks;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Environments;

/// <summary>The provider of an environment: explicit, so that no resource lands in whatever project a machine is logged in to.</summary>
internal static class EnvironmentProvider
{
    public static Gcp.Provider Make(StackSettings settings) => new(settings.Names.Of("google"), new()
    {
        Project = settings.Project.Value,
        Region = settings.Hub.Region.Value,
        // Calls count against the environment's own quota, not against that of the caller's project.
        UserProjectOverride = true,
        BillingProject = settings.Project.Value,
        DefaultLabels = settings.Labels.For(settings.Stack).ToDictionary(),
        AddPulumiAttributionLabel = false,
    });
}
