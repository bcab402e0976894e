namespace Infra.Cloud.Tests.Gke;

public sealed class GkeClusterTests
{
    private const string Cluster = "gcp:container/cluster:Cluster";

    /// <summary>Every option that was hardened, with the value that it must keep. Item numbers are those of the security checklist.</summary>
    [Theory]
    [InlineData("privateClusterConfig.enablePrivateNodes", "True")] // 25
    [InlineData("privateClusterConfig.enablePrivateEndpoint", "True")] // 25
    [InlineData("privateClusterConfig.masterGlobalAccessConfig.enabled", "False")] // 25
    [InlineData("controlPlaneEndpointsConfig.ipEndpointsConfig.enabled", "False")] // 25
    [InlineData("controlPlaneEndpointsConfig.dnsEndpointConfig.allowExternalTraffic", "True")] // 25
    [InlineData("controlPlaneEndpointsConfig.dnsEndpointConfig.enableK8sCertsViaDns", "False")] // 25
    [InlineData("controlPlaneEndpointsConfig.dnsEndpointConfig.enableK8sTokensViaDns", "False")] // 25
    [InlineData("workloadIdentityConfig.workloadPool", "setu-prod-730914.svc.id.goog")] // 27
    [InlineData("databaseEncryption.state", "ENCRYPTED")] // 28
    [InlineData("databaseEncryption.keyName", "keys/gke")] // 28
    [InlineData("enableShieldedNodes", "True")] // 29
    [InlineData("nodeConfig.shieldedInstanceConfig.enableSecureBoot", "True")] // 29
    [InlineData("nodeConfig.shieldedInstanceConfig.enableIntegrityMonitoring", "True")] // 29
    [InlineData("nodeConfig.imageType", "COS_CONTAINERD")] // 30
    [InlineData("nodeConfig.workloadMetadataConfig.mode", "GKE_METADATA")] // 27
    [InlineData("releaseChannel.channel", "STABLE")] // 30
    [InlineData("networkingMode", "VPC_NATIVE")] // 31
    [InlineData("datapathProvider", "ADVANCED_DATAPATH")] // 31
    [InlineData("enableIntranodeVisibility", "True")] // 31
    [InlineData("addonsConfig.networkPolicyConfig.disabled", "True")] // 31, by Dataplane V2 instead
    [InlineData("masterAuth.clientCertificateConfig.issueClientCertificate", "False")] // 32
    [InlineData("enableLegacyAbac", "False")] // 32
    [InlineData("enableKubernetesAlpha", "False")]
    [InlineData("authenticatorGroupsConfig.securityGroup", "gke-security-groups@setu-retail.example")] // 32
    [InlineData("anonymousAuthenticationConfig.mode", "LIMITED")]
    [InlineData("rbacBindingConfig.enableInsecureBindingSystemAuthenticated", "False")]
    [InlineData("rbacBindingConfig.enableInsecureBindingSystemUnauthenticated", "False")]
    [InlineData("binaryAuthorization.evaluationMode", "PROJECT_SINGLETON_POLICY_ENFORCE")] // 33
    [InlineData("monitoringConfig.managedPrometheus.enabled", "True")] // 33
    [InlineData("securityPostureConfig.mode", "BASIC")]
    [InlineData("securityPostureConfig.vulnerabilityMode", "VULNERABILITY_DISABLED")]
    [InlineData("costManagementConfig.enabled", "True")]
    [InlineData("addonsConfig.gkeBackupAgentConfig.enabled", "True")]
    [InlineData("addonsConfig.gcePersistentDiskCsiDriverConfig.enabled", "True")]
    [InlineData("verticalPodAutoscaling.enabled", "True")]
    [InlineData("dnsConfig.clusterDns", "CLOUD_DNS")]
    [InlineData("gatewayApiConfig.channel", "CHANNEL_STANDARD")]
    [InlineData("serviceExternalIpsConfig.enabled", "False")]
    [InlineData("nodePoolDefaults.nodeConfigDefaults.insecureKubeletReadonlyPortEnabled", "FALSE")]
    [InlineData("removeDefaultNodePool", "True")]
    [InlineData("initialNodeCount", "1")]
    [InlineData("enableL4IlbSubsetting", "True")]
    public async Task A_hardened_option_keeps_its_value(string path, string value) =>
        Assert.Equal(value, $"{(await MakeAsync()).One(Cluster)[path]}");

    [Fact]
    public async Task The_cluster_has_no_address_to_reach_its_control_plane()
    {
        var cluster = (await MakeAsync()).One(Cluster);
        Assert.Equal(false, cluster["controlPlaneEndpointsConfig.ipEndpointsConfig.enabled"]);
        Assert.Null(cluster["masterAuthorizedNetworksConfig"]);
        Assert.EndsWith("setu-prod-asia-south1-control-plane", (string)cluster["privateClusterConfig.privateEndpointSubnetwork"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cluster_comes_after_the_grant_of_its_key_its_accounts_roles_and_the_NAT() =>
        Assert.Equal(
            [
                "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember gke",
                "gcp:compute/routerNat:RouterNat setu-prod-asia-south1-nat",
                "gcp:projects/iAMMember:IAMMember setu-prod-asia-south1-nodes-container.defaultNodeServiceAccount",
            ],
            (await MakeAsync()).One(Cluster).DependsOn);

    [Fact]
    public async Task Logs_of_the_control_plane_are_kept() =>
        Assert.Equal(["SYSTEM_COMPONENTS", "APISERVER", "CONTROLLER_MANAGER", "SCHEDULER", "WORKLOADS"], (await MakeAsync()).One(Cluster).Texts("loggingConfig.enableComponents"));

    [Fact]
    public async Task Upgrades_happen_at_night_in_India_and_not_at_Diwali()
    {
        var cluster = (await MakeAsync()).One(Cluster);
        Assert.Equal(
            ("2026-01-04T20:30:00Z", "2026-01-05T00:30:00Z", "FREQ=WEEKLY;BYDAY=SU,MO,TU,WE"),
            (cluster["maintenancePolicy.recurringWindow.startTime"], cluster["maintenancePolicy.recurringWindow.endTime"], cluster["maintenancePolicy.recurringWindow.recurrence"]));
        Assert.Equal(
            ("diwali-2027", "2027-10-01T18:30:00Z", "2027-10-31T18:30:00Z", "NO_UPGRADES"),
            (cluster["maintenancePolicy.maintenanceExclusions[0].exclusionName"], cluster["maintenancePolicy.maintenanceExclusions[0].startTime"], cluster["maintenancePolicy.maintenanceExclusions[0].endTime"], cluster["maintenancePolicy.maintenanceExclusions[0].exclusionOptions.scope"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Protection_is_asked_of_Pulumi_and_of_Google_Cloud_alike(bool protect)
    {
        var cluster = (await Recording.OfAsync(() => Samples.Cluster(Repository.Prod, protect))).One(Cluster);
        Assert.Equal((protect, (object?)protect), (cluster.Protect, cluster["deletionProtection"]));
    }

    [Fact]
    public async Task What_describes_the_removed_default_pool_never_replaces_the_cluster() =>
        Assert.Equal(["initialNodeCount", "nodeConfig"], (await MakeAsync()).One(Cluster).IgnoreChanges);

    [Fact]
    public async Task Nodes_run_as_an_account_of_their_own_with_the_least_roles()
    {
        var made = await MakeAsync();
        Assert.Equal("setu-prod-asia-south1-nodes", made.One("gcp:serviceaccount/account:Account")["accountId"]);
        Assert.Equal(["roles/container.defaultNodeServiceAccount"], made.Of("gcp:projects/iAMMember:IAMMember").Select(m => m["role"]));
        Assert.All(made.Of("gcp:projects/iAMMember:IAMMember"), m => Assert.Equal("serviceAccount:setu-prod-asia-south1-nodes@project.iam.gserviceaccount.com", m["member"]));
    }

    private static Task<Recording> MakeAsync() => Recording.OfAsync(() => Samples.Cluster(Repository.Prod));
}
