using System.Collections.Immutable;
using Infra.Cloud.Registry;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Environments;

/// <summary>The stack of an environment. It makes nothing itself: it gives each module its settings and what it depends on.</summary>
public sealed class EnvironmentStack : Stack
{
    /// <summary>Wires the modules of an environment.</summary>
    /// <param name="settings">The checked settings.</param>
    /// <param name="source">Where Argo CD reads the environment from; null for an environment without a release, which runs no applications.</param>
    /// <param name="options">Options of the stack: the local backend records resources through a transformation.</param>
    public EnvironmentStack(StackSettings settings, PlatformSource? source, StackOptions? options = null)
        : base(options)
    {
        var google = EnvironmentProvider.Make(settings);
        var modules = new EnvironmentModules(settings, google);
        _ = new EnvironmentPlatform(settings, modules, google, source);
        NetworkId = modules.Network.Id;
        HubCluster = modules.Clusters[settings.Hub.Region.Value].Name;
        Clusters = Map(modules.Clusters, c => c.Name);
        ClusterEndpoints = Map(modules.Clusters, c => c.DnsEndpoint);
        NodeAccounts = Map(modules.Clusters, c => c.NodeAccountEmail);
        Registries = Map(modules.Registries, r => r.Addresses[RegionRegistry.OwnImages]);
        Buckets = Map(modules.Buckets, b => b.Name);
        WorkloadAccounts = Map(modules.Workloads, w => w.Email);
        Secrets = Map(modules.Secrets, s => s.Id);
        ArgoCdUrl = Output.Create($"https://{settings.ArgoCd.Domain}");
    }

    /// <summary>The id of the network.</summary>
    [Output("networkId")]
    public Output<string> NetworkId { get; private set; }

    /// <summary>The name of the cluster that Argo CD runs on.</summary>
    [Output("hubCluster")]
    public Output<string> HubCluster { get; private set; }

    /// <summary>The name of each cluster, by region.</summary>
    [Output("clusters")]
    public Output<ImmutableDictionary<string, string>> Clusters { get; private set; }

    /// <summary>The host name of each control plane, by region.</summary>
    [Output("clusterEndpoints")]
    public Output<ImmutableDictionary<string, string>> ClusterEndpoints { get; private set; }

    /// <summary>The account that nodes run as, by region.</summary>
    [Output("nodeAccounts")]
    public Output<ImmutableDictionary<string, string>> NodeAccounts { get; private set; }

    /// <summary>The address of the company's own images, by region.</summary>
    [Output("registries")]
    public Output<ImmutableDictionary<string, string>> Registries { get; private set; }

    /// <summary>The name of each bucket, by purpose.</summary>
    [Output("buckets")]
    public Output<ImmutableDictionary<string, string>> Buckets { get; private set; }

    /// <summary>The account of each workload, by name.</summary>
    [Output("workloadAccounts")]
    public Output<ImmutableDictionary<string, string>> WorkloadAccounts { get; private set; }

    /// <summary>The full id of each entry of Secret Manager, by its id.</summary>
    [Output("secrets")]
    public Output<ImmutableDictionary<string, string>> Secrets { get; private set; }

    /// <summary>Where people find Argo CD.</summary>
    [Output("argoCdUrl")]
    public Output<string> ArgoCdUrl { get; private set; }

    private static Output<ImmutableDictionary<string, string>> Map<T>(ImmutableSortedDictionary<string, T> modules, Func<T, Output<string>> value)
    {
        var keys = modules.Keys.ToImmutableArray();
        return Output.All(modules.Values.Select(value)).Apply(values => keys.Zip(values).ToImmutableDictionary(p => p.First, p => p.Second, StringComparer.Ordinal));
    }
}
