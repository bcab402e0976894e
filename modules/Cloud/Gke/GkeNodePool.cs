using Infra.Cloud.Networks;
using Infra.Settings.Stacks;
using Pulumi;
using Pulumi.Gcp.Container.Inputs;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Gke;

/// <summary>A node pool: hardened machines that repair, upgrade and scale themselves.</summary>
public sealed class GkeNodePool : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:GkeNodePool";

    // The scope lets IAM decide; the roles of the account are the limit.
    internal const string CloudPlatformScope = "https://www.googleapis.com/auth/cloud-platform";

    // GKE puts its own pods on nodes with this label and lets them stay under this taint.
    // https://docs.cloud.google.com/kubernetes-engine/docs/how-to/isolate-workloads-dedicated-nodes
    private const string SystemTaint = "components.gke.io/gke-managed-components";
    private const string SpotTaint = "cloud.google.com/gke-spot";
    private const string PurposeLabel = "pool-purpose";

    // The key that Kubernetes' documents use: https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#example-use-cases
    private const string DedicatedKey = "dedicated";

    /// <summary>Makes the pool.</summary>
    public GkeNodePool(string name, GkeNodePoolArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var settings = args.Settings;
        var under = Under.Component(this, args.DiskKey is null ? args.After : [.. args.After, args.DiskKey.Grant]);
        // The autoscaler moves the count; a change of the first one would replace the pool.
        under.IgnoreChanges.Add("initialNodeCount");
        var pool = new Gcp.Container.NodePool(name, new()
        {
            Name = settings.Name.Value,
            Cluster = args.Cluster,
            Location = args.Region.Value,
            // One in each zone, or none where the pool may be empty.
            InitialNodeCount = settings.MinNodes == 0 ? 0 : 1,
            MaxPodsPerNode = settings.MaxPodsPerNode,
            Autoscaling = Autoscaling(settings),
            Management = new NodePoolManagementArgs { AutoRepair = true, AutoUpgrade = true },
            UpgradeSettings = new NodePoolUpgradeSettingsArgs { Strategy = "SURGE", MaxSurge = settings.MaxSurge, MaxUnavailable = settings.MaxUnavailable },
            NetworkConfig = new NodePoolNetworkConfigArgs { EnablePrivateNodes = true, PodRange = Network.PodsRange, CreatePodRange = false },
            NodeConfig = Nodes(args),
        }, under);
        (Resource, Name) = (pool, pool.Name);
        RegisterOutputs(new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = Name });
    }

    /// <summary>The pool itself, for what needs nodes.</summary>
    public Resource Resource { get; }

    /// <summary>The pool's name.</summary>
    public Output<string> Name { get; }

    private static NodePoolAutoscalingArgs Autoscaling(NodePoolSettings settings) => new()
    {
        TotalMinNodeCount = settings.MinNodes,
        TotalMaxNodeCount = settings.MaxNodes,
        // Spot nodes are taken where there are any; others are spread so that a zone may fail.
        LocationPolicy = settings.Purpose == NodePoolPurpose.Spot ? "ANY" : "BALANCED",
    };

    private static NodePoolNodeConfigArgs Nodes(GkeNodePoolArgs args)
    {
        var settings = args.Settings;
        var nodes = new NodePoolNodeConfigArgs
        {
            MachineType = settings.MachineType.Value,
            DiskSizeGb = settings.DiskGb,
            DiskType = settings.DiskType,
            ImageType = "COS_CONTAINERD",
            Spot = settings.Purpose == NodePoolPurpose.Spot,
            ServiceAccount = args.Account,
            OauthScopes = { CloudPlatformScope },
            Metadata = { ["disable-legacy-endpoints"] = "true" },
            Labels = { [PurposeLabel] = Word(settings.Purpose) },
            ResourceLabels = args.Labels.ToDictionary(),
            ShieldedInstanceConfig = new NodePoolNodeConfigShieldedInstanceConfigArgs { EnableSecureBoot = true, EnableIntegrityMonitoring = true },
            // Pods see the metadata server of GKE and never that of the machine.
            WorkloadMetadataConfig = new NodePoolNodeConfigWorkloadMetadataConfigArgs { Mode = "GKE_METADATA" },
            KubeletConfig = new NodePoolNodeConfigKubeletConfigArgs { InsecureKubeletReadonlyPortEnabled = "FALSE" },
            Gvnic = new NodePoolNodeConfigGvnicArgs { Enabled = true },
        };
        if (args.DiskKey is { } key)
        {
            nodes.BootDiskKmsKey = key.Id;
        }

        if (settings.Purpose == NodePoolPurpose.System)
        {
            nodes.Labels.Add(SystemTaint, "true");
        }

        if (settings.Dedicated is { } owner)
        {
            nodes.Labels.Add(DedicatedKey, owner.Value);
            nodes.Taints.Add(new NodePoolNodeConfigTaintArgs { Key = DedicatedKey, Value = owner.Value, Effect = "NO_SCHEDULE" });
        }

        if (Taint(settings.Purpose) is { } taint)
        {
            nodes.Taints.Add(new NodePoolNodeConfigTaintArgs { Key = taint, Value = "true", Effect = "NO_SCHEDULE" });
        }

        return nodes;
    }

    private static string? Taint(NodePoolPurpose purpose) => purpose switch
    {
        NodePoolPurpose.System => SystemTaint,
        NodePoolPurpose.Spot => SpotTaint,
        _ => null,
    };

    private static string Word(NodePoolPurpose purpose) => purpose switch
    {
        NodePoolPurpose.System => "system",
        NodePoolPurpose.General => "general",
        NodePoolPurpose.Spot => "spot",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };
}
