using Infra.Settings.Stacks;
using Pulumi;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Bootstrap;

/// <summary>The two providers of bootstrap. Before the seed project exists, calls count against the project of whoever runs it.</summary>
internal sealed record BootstrapProviders(ProviderResource Operator, ProviderResource Seed)
{
    public static BootstrapProviders Make(BootstrapSettings settings) => new(
        Provider(settings, "operator", billToSeed: false),
        Provider(settings, "seed", billToSeed: true));

    private static Gcp.Provider Provider(BootstrapSettings settings, string purpose, bool billToSeed)
    {
        var args = new Gcp.ProviderArgs
        {
            Project = settings.Project.Value,
            Region = settings.Location.Value,
            UserProjectOverride = billToSeed,
            DefaultLabels = settings.Labels.For(BootstrapSettings.Stack).ToDictionary(),
            AddPulumiAttributionLabel = false,
        };
        if (billToSeed)
        {
            args.BillingProject = settings.Project.Value;
        }

        return new(settings.Names.Of(purpose), args);
    }
}
