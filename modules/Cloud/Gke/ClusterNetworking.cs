using Infra.Cloud.Networks;
using Pulumi.Gcp.Container;
using Pulumi.Gcp.Container.Inputs;

namespace Infra.Cloud.Gke;

/// <summary>How a cluster is reached and how its pods reach each other.</summary>
internal static class ClusterNetworking
{
    public static void Apply(ClusterArgs inputs, GkeClusterArgs args)
    {
        inputs.Network = args.NetworkId;
        inputs.Subnetwork = args.Region.SubnetId;
        inputs.NetworkingMode = "VPC_NATIVE";
        inputs.IpAllocationPolicy = new ClusterIpAllocationPolicyArgs
        {
            ClusterSecondaryRangeName = Network.PodsRange,
            ServicesSecondaryRangeName = Network.ServicesRange,
            StackType = "IPV4",
        };
        // eBPF: network policies and their logs without an agent; cannot be changed later.
        inputs.DatapathProvider = "ADVANCED_DATAPATH";
        // Flow logs and firewall see traffic between pods of one node too.
        inputs.EnableIntranodeVisibility = true;
        inputs.EnableL4IlbSubsetting = true;
        inputs.PrivateClusterConfig = new ClusterPrivateClusterConfigArgs
        {
            EnablePrivateNodes = true,
            EnablePrivateEndpoint = true,
            PrivateEndpointSubnetwork = args.Region.ControlPlaneSubnetId,
            MasterGlobalAccessConfig = new ClusterPrivateClusterConfigMasterGlobalAccessConfigArgs { Enabled = false },
        };
        inputs.ControlPlaneEndpointsConfig = new ClusterControlPlaneEndpointsConfigArgs
        {
            // Runners and the hub come from outside the network; IAM decides, and tokens of Kubernetes alone do not get in.
            DnsEndpointConfig = new ClusterControlPlaneEndpointsConfigDnsEndpointConfigArgs
            {
                AllowExternalTraffic = true,
                EnableK8sCertsViaDns = false,
                EnableK8sTokensViaDns = false,
            },
            IpEndpointsConfig = new ClusterControlPlaneEndpointsConfigIpEndpointsConfigArgs { Enabled = false },
        };
        inputs.DnsConfig = new ClusterDnsConfigArgs { ClusterDns = "CLOUD_DNS", ClusterDnsScope = "CLUSTER_SCOPE", ClusterDnsDomain = "cluster.local" };
        inputs.GatewayApiConfig = new ClusterGatewayApiConfigArgs { Channel = "CHANNEL_STANDARD" };
        // A service may not claim an address of its choice (CVE-2020-8554).
        inputs.ServiceExternalIpsConfig = new ClusterServiceExternalIpsConfigArgs { Enabled = false };
    }
}
