using Infra.Cloud.ArgoCdHub;
using Infra.Cloud.ExternalSecretsOperator;
using Infra.Cloud.Gke;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Tests.Examples;

internal static class ArgoCdHubExample
{
    public static void Run(StackSettings settings)
    {
        var cluster = Samples.Cluster(settings);
        ComponentResourceOptions hub = new() { Providers = { Samples.Connection(settings).Provider } };
        var secrets = Samples.ExternalSecrets(settings, hub);
        var source = Samples.Source;

        // README modules/Cloud/ArgoCdHub/README.md
        var argoCd = new ArgoCd("argocd", new()
        {
            Names = settings.Names,
            Settings = settings.ArgoCd,
            Network = settings.Network,
            Region = settings.Hub.Region,
            Tier = settings.Tier,
            Clusters = settings.Clusters.Length,
            ExternalSecrets = secrets.Ready,
        }, hub);
        var access = new ArgoCdAccess("mumbai-access", new() { Names = settings.Names }, hub);
        var mumbai = new ArgoCdCluster("mumbai", new()
        {
            Settings = settings,
            Cluster = settings.Hub,
            Endpoint = cluster.DnsEndpoint,
            Release = source.Release,
            After = [.. argoCd.Ready, .. access.Grants],
        }, hub);
        var root = new RootApplication("root", new() { Settings = settings, Source = source, After = mumbai.Ready }, hub);
        // END
        Assert.NotNull(root);
    }
}
