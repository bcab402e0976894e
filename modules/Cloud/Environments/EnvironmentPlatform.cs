using System.Collections.Immutable;
using Infra.Cloud.ArgoCdHub;
using Infra.Cloud.Clusters;
using Infra.Cloud.ExternalSecretsOperator;
using Infra.Cloud.Gke;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Environments;

/// <summary>What runs on the clusters of an environment before GitOps takes over: External Secrets on each, Argo CD on the hub.</summary>
internal sealed class EnvironmentPlatform
{
    private readonly StackSettings settings;
    private readonly EnvironmentModules modules;
    private readonly ProviderResource google;
    private readonly ImmutableSortedDictionary<string, ClusterConnection> connections;

    /// <summary>Wires it.</summary>
    /// <param name="settings">The environment.</param>
    /// <param name="modules">What there is without it.</param>
    /// <param name="google">The provider of Google Cloud.</param>
    /// <param name="source">Where Argo CD reads the environment from; null for an environment without a release, which runs no applications.</param>
    public EnvironmentPlatform(StackSettings settings, EnvironmentModules modules, ProviderResource google, PlatformSource? source)
    {
        (this.settings, this.modules, this.google) = (settings, modules, google);
        connections = settings.Clusters.ToImmutableSortedDictionary(c => c.Region.Value, Connect, StringComparer.Ordinal);
        var secrets = settings.Clusters.ToImmutableSortedDictionary(c => c.Region.Value, InstallExternalSecrets, StringComparer.Ordinal);
        var argoCd = InstallArgoCd(secrets[settings.Hub.Region.Value]);
        var identity = new ArgoCdIdentity(settings.Names.Of("argocd-identity"), new()
        {
            Names = settings.Names,
            Members = new[] { ArgoCdWorkloads.Controller, ArgoCdWorkloads.Server }.ToImmutableSortedDictionary(w => w.Name.Value, w => modules.Workloads[w.Name.Value].Member, StringComparer.Ordinal),
            After = modules.Apis,
        }, new() { Providers = { google } });
        Resource[] known = [.. settings.Clusters.SelectMany(c => Introduce(c, argoCd, identity, source?.Release))];
        if (source is not null)
        {
            _ = new RootApplication(settings.Names.Of("root"), new() { Settings = settings, Source = source, After = [.. argoCd.Ready, .. known] }, On(settings.Hub));
        }
    }

    private ComponentResourceOptions On(ClusterSettings cluster) => new() { Providers = { connections[cluster.Region.Value].Provider } };

    private ClusterConnection Connect(ClusterSettings settings)
    {
        var cluster = modules.Clusters[settings.Region.Value];
        return new(this.settings.Names.Of($"{settings.Region}-connection"), new()
        {
            Names = this.settings.Names,
            Region = settings.Region,
            Endpoint = cluster.DnsEndpoint,
            After = [cluster.Resource, .. cluster.NodePools.Select(p => p.Resource)],
        });
    }

    private ExternalSecrets InstallExternalSecrets(ClusterSettings cluster) => new(settings.Names.Of($"{cluster.Region}-external-secrets"), new()
    {
        Project = settings.Project,
        Region = cluster.Region,
        Ranges = settings.Network.In(cluster.Region),
        Tier = settings.Tier,
        After = [connections[cluster.Region.Value].Provider, .. modules.Registries[cluster.Region.Value].Grants],
    }, On(cluster));

    private ArgoCd InstallArgoCd(ExternalSecrets secrets)
    {
        CredentialSettings[] credentials = [settings.ArgoCd.Git.Credential, settings.ArgoCd.Redis, settings.ArgoCd.Sso.Credential, settings.ArgoCd.Notifications.Credential];
        return new(settings.Names.Of("argocd"), new()
        {
            Names = settings.Names,
            Settings = settings.ArgoCd,
            Network = settings.Network,
            Region = settings.Hub.Region,
            Tier = settings.Tier,
            Clusters = settings.Clusters.Length,
            ExternalSecrets = secrets.Ready,
            After =
            [
                connections[settings.Hub.Region.Value].Provider,
                .. modules.Registries[settings.Hub.Region.Value].Grants,
                .. ArgoCdWorkloads.All.Select(w => modules.Workloads[w.Name.Value].Binding),
                .. credentials.SelectMany(c => modules.Secrets[c.Entry.Value].Grants),
            ],
        }, On(settings.Hub));
    }

    // First the rights in the cluster, then the secret that makes Argo CD use them.
    private ImmutableArray<Resource> Introduce(ClusterSettings cluster, ArgoCd argoCd, ArgoCdIdentity identity, Release? release)
    {
        var access = new ArgoCdAccess(
            settings.Names.Of($"{cluster.Region}-argocd-access"), new() { Names = settings.Names, After = [connections[cluster.Region.Value].Provider] }, On(cluster));
        return new ArgoCdCluster(settings.Names.Of($"{cluster.Region}-argocd-cluster"), new()
        {
            Settings = settings,
            Cluster = cluster,
            Endpoint = modules.Clusters[cluster.Region.Value].DnsEndpoint,
            Release = release,
            After = [.. argoCd.Ready, .. identity.Grants, .. access.Grants],
        }, On(settings.Hub)).Ready;
    }
}
