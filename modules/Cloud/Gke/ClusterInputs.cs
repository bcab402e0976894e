using Infra.Model.Machines;
using Pulumi;
using Pulumi.Gcp.Container;
using Pulumi.Gcp.Container.Inputs;

namespace Infra.Cloud.Gke;

/// <summary>The inputs of a hardened cluster. Every option with a meaning for security, cost or deletion is written out.</summary>
internal static class ClusterInputs
{
    public static ClusterArgs For(string name, GkeClusterArgs args, Output<string> nodeAccount)
    {
        var inputs = new ClusterArgs
        {
            Name = name,
            Location = args.Settings.Region.Value,
            Description = "Private cluster of the environment, reached by name under IAM.",
            ResourceLabels = args.Labels.ToDictionary(),
            DeletionProtection = args.Protect,
            ReleaseChannel = new ClusterReleaseChannelArgs { Channel = args.Settings.ReleaseChannel },
            MaintenancePolicy = Maintenance.Policy(args.Settings.Maintenance),
            CostManagementConfig = new ClusterCostManagementConfigArgs { Enabled = true },
            // The default pool cannot have our options: it is made as small and as safe as it can be, and removed.
            RemoveDefaultNodePool = true,
            InitialNodeCount = 1,
            NodeConfig = DefaultPool(args, nodeAccount),
            NodePoolDefaults = new ClusterNodePoolDefaultsArgs
            {
                NodeConfigDefaults = new ClusterNodePoolDefaultsNodeConfigDefaultsArgs { InsecureKubeletReadonlyPortEnabled = "FALSE", LoggingVariant = "DEFAULT" },
            },
            VerticalPodAutoscaling = new ClusterVerticalPodAutoscalingArgs { Enabled = true },
            LoggingConfig = new ClusterLoggingConfigArgs { EnableComponents = { "SYSTEM_COMPONENTS", "APISERVER", "CONTROLLER_MANAGER", "SCHEDULER", "WORKLOADS" } },
            MonitoringConfig = Monitoring(),
            AddonsConfig = Addons(),
        };
        ClusterNetworking.Apply(inputs, args);
        ClusterAccess.Apply(inputs, args);
        return inputs;
    }

    private static ClusterNodeConfigArgs DefaultPool(GkeClusterArgs args, Output<string> nodeAccount)
    {
        // The cheapest for the few minutes; where the region has no E2, a machine that the settings chose.
        var other = GoogleCatalog.Offers(args.Settings.Region.Value, "e2") ? null : args.Settings.NodePools[0];
        var pool = new ClusterNodeConfigArgs
        {
            MachineType = other?.MachineType.Value ?? "e2-medium",
            DiskSizeGb = 20,
            DiskType = other?.DiskType ?? "pd-balanced",
            ImageType = "COS_CONTAINERD",
            ServiceAccount = nodeAccount,
            OauthScopes = { GkeNodePool.CloudPlatformScope },
            ResourceLabels = args.Labels.ToDictionary(),
            ShieldedInstanceConfig = new ClusterNodeConfigShieldedInstanceConfigArgs { EnableSecureBoot = true, EnableIntegrityMonitoring = true },
            WorkloadMetadataConfig = new ClusterNodeConfigWorkloadMetadataConfigArgs { Mode = "GKE_METADATA" },
        };
        if (args.DiskKey is { } key)
        {
            pool.BootDiskKmsKey = key.Id;
        }

        return pool;
    }

    private static ClusterMonitoringConfigArgs Monitoring() => new()
    {
        EnableComponents = { "SYSTEM_COMPONENTS", "APISERVER", "CONTROLLER_MANAGER", "SCHEDULER", "STORAGE", "HPA", "POD", "DAEMONSET", "DEPLOYMENT", "STATEFULSET" },
        ManagedPrometheus = new ClusterMonitoringConfigManagedPrometheusArgs { Enabled = true },
        AdvancedDatapathObservabilityConfig = new ClusterMonitoringConfigAdvancedDatapathObservabilityConfigArgs { EnableMetrics = true, EnableRelay = false },
    };

    private static ClusterAddonsConfigArgs Addons() => new()
    {
        HttpLoadBalancing = new ClusterAddonsConfigHttpLoadBalancingArgs { Disabled = false },
        HorizontalPodAutoscaling = new ClusterAddonsConfigHorizontalPodAutoscalingArgs { Disabled = false },
        GcePersistentDiskCsiDriverConfig = new ClusterAddonsConfigGcePersistentDiskCsiDriverConfigArgs { Enabled = true },
        DnsCacheConfig = new ClusterAddonsConfigDnsCacheConfigArgs { Enabled = true },
        // Backups of workloads and volumes; plans for them come with recovery.
        GkeBackupAgentConfig = new ClusterAddonsConfigGkeBackupAgentConfigArgs { Enabled = true },
        // Dataplane V2 enforces network policies itself; the Calico add-on excludes it.
        NetworkPolicyConfig = new ClusterAddonsConfigNetworkPolicyConfigArgs { Disabled = true },
    };
}
