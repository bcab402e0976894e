using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Gke;

/// <summary>A private GKE cluster in one region with its node pools. The control plane has no address: it is reached by name, under IAM.</summary>
public sealed class GkeCluster : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:GkeCluster";

    private static readonly TimeSpan LongestCreate = TimeSpan.FromMinutes(60);

    /// <summary>Makes the cluster.</summary>
    public GkeCluster(string name, GkeClusterArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var account = new NodeAccount($"{name}-account", args.Names, args.Settings.Region, args.After, new() { Parent = this });
        var clusterName = args.Names.Cluster(args.Settings.Region);
        Resource[] grants = args.DiskKey is null ? [args.SecretsKey.Grant] : [args.SecretsKey.Grant, args.DiskKey.Grant];
        var under = Under.Component(this, [.. args.After, .. grants, args.Region.Nat, .. account.Grants], args.Protect);
        under.CustomTimeouts = new() { Create = LongestCreate, Update = LongestCreate, Delete = LongestCreate };
        // They describe the default pool, which is gone after the first minutes; to follow them would replace the cluster.
        under.IgnoreChanges.AddRange(["initialNodeCount", "nodeConfig"]);
        var cluster = new Gcp.Container.Cluster(clusterName, ClusterInputs.For(clusterName, args, account.Email), under);

        NodePools =
        [
            .. args.Settings.NodePools.Select(pool => new GkeNodePool($"{name}-{pool.Name}", new()
            {
                Settings = pool,
                Cluster = cluster.Name,
                Region = args.Settings.Region,
                Account = account.Email,
                DiskKey = args.DiskKey,
                Labels = args.Labels,
                After = account.Grants,
            }, new() { Parent = this })),
        ];
        Resource = cluster;
        Name = cluster.Name;
        DnsEndpoint = cluster.ControlPlaneEndpointsConfig.Apply(c => EndpointOf(clusterName, c.DnsEndpointConfig?.Endpoint));
        NodeAccountEmail = account.Email;
        NodeAccountMember = account.Member;
        Id = cluster.Id;
        RegisterOutputs(new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = Name, ["dnsEndpoint"] = DnsEndpoint });
    }

    // An empty host name would become the address "https://" in kubeconfigs and in the hub, and fail much later for another reason.
    // A preview may be given the block without what Google adds to it.
    private static Output<string> EndpointOf(string cluster, string? endpoint) =>
        !string.IsNullOrWhiteSpace(endpoint) ? Output.Create(endpoint)
        : Deployment.Instance.IsDryRun ? OutputUtilities.CreateUnknown("")
        : throw new RunException($"Google gave the cluster {cluster} no DNS endpoint, and nothing can be installed in it without. Look at `gcloud container clusters describe {cluster}` under controlPlaneEndpointsConfig.dnsEndpointConfig: it is set with --enable-dns-access.");

    /// <summary>The cluster itself, for what must come after it.</summary>
    public Resource Resource { get; }

    /// <summary>The node pools, in the order of names.</summary>
    public ImmutableArray<GkeNodePool> NodePools { get; }

    /// <summary>The cluster's id: <c>projects/&lt;project&gt;/locations/&lt;region&gt;/clusters/&lt;name&gt;</c>.</summary>
    public Output<string> Id { get; }

    /// <summary>The cluster's name.</summary>
    public Output<string> Name { get; }

    /// <summary>The host name of the control plane; connections need the permission <c>container.clusters.connect</c>.</summary>
    public Output<string> DnsEndpoint { get; }

    /// <summary>The address of the account that nodes run as.</summary>
    public Output<string> NodeAccountEmail { get; }

    /// <summary>The account that nodes run as, as a member of IAM policies.</summary>
    public Output<string> NodeAccountMember { get; }
}
