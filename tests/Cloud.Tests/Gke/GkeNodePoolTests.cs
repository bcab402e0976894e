namespace Infra.Cloud.Tests.Gke;

public sealed class GkeNodePoolTests
{
    private const string Pool = "gcp:container/nodePool:NodePool";

    [Theory]
    [InlineData("management.autoRepair", "True")] // 30
    [InlineData("management.autoUpgrade", "True")] // 30
    [InlineData("upgradeSettings.strategy", "SURGE")]
    [InlineData("networkConfig.enablePrivateNodes", "True")] // 25
    [InlineData("networkConfig.podRange", "pods")]
    [InlineData("nodeConfig.imageType", "COS_CONTAINERD")] // 30
    [InlineData("nodeConfig.serviceAccount", "setu-prod-asia-south1-nodes@project.iam.gserviceaccount.com")] // 27
    [InlineData("nodeConfig.oauthScopes[0]", "https://www.googleapis.com/auth/cloud-platform")]
    [InlineData("nodeConfig.metadata.disable-legacy-endpoints", "true")]
    [InlineData("nodeConfig.shieldedInstanceConfig.enableSecureBoot", "True")] // 29
    [InlineData("nodeConfig.shieldedInstanceConfig.enableIntegrityMonitoring", "True")] // 29
    [InlineData("nodeConfig.workloadMetadataConfig.mode", "GKE_METADATA")] // 27
    [InlineData("nodeConfig.kubeletConfig.insecureKubeletReadonlyPortEnabled", "FALSE")]
    [InlineData("nodeConfig.resourceLabels.owner", "platform-team")]
    public async Task Every_pool_keeps_its_hardened_options(string path, string value) =>
        Assert.All((await MakeAsync()).Of(Pool), p => Assert.Equal(value, $"{p[path]}"));

    [Fact]
    public async Task The_system_pool_takes_only_what_the_cluster_needs()
    {
        var pool = (await MakeAsync()).One(Pool, "cluster-system");
        Assert.Equal(
            ("components.gke.io/gke-managed-components", "true", "NO_SCHEDULE"),
            (pool["nodeConfig.taints[0].key"], pool["nodeConfig.taints[0].value"], pool["nodeConfig.taints[0].effect"]));
        Assert.Equal((false, "BALANCED"), (pool["nodeConfig.spot"], pool["autoscaling.locationPolicy"]));
    }

    [Fact]
    public async Task The_spot_pool_is_cheap_and_takes_only_what_asks_for_it()
    {
        var pool = (await MakeAsync()).One(Pool, "cluster-spot");
        Assert.Equal((true, "ANY", "cloud.google.com/gke-spot", "NO_SCHEDULE"), (pool["nodeConfig.spot"], pool["autoscaling.locationPolicy"], pool["nodeConfig.taints[0].key"], pool["nodeConfig.taints[0].effect"]));
    }

    [Fact]
    public async Task The_general_pool_takes_workloads_and_scales_over_all_zones()
    {
        var pool = (await MakeAsync()).One(Pool, "cluster-general");
        Assert.Empty(pool.Texts("nodeConfig.taints"));
        Assert.Equal(("6", "120"), ($"{pool["autoscaling.totalMinNodeCount"]}", $"{pool["autoscaling.totalMaxNodeCount"]}"));
    }

    [Fact]
    public async Task The_first_number_of_nodes_is_not_followed_later() =>
        Assert.All((await MakeAsync()).Of(Pool), p => Assert.Equal(["initialNodeCount"], p.IgnoreChanges));

    [Fact]
    public async Task Boot_disks_wait_for_the_grant_of_their_key()
    {
        var made = await Recording.OfAsync(() => Samples.Cluster(Repository.Prod, diskKey: Samples.Key("disks")));
        Assert.All(made.Of(Pool), p =>
        {
            Assert.Equal("keys/disks", p["nodeConfig.bootDiskKmsKey"]);
            Assert.Contains("gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember disks", p.DependsOn);
        });
    }

    [Fact]
    public async Task Without_a_key_boot_disks_have_Googles_own() =>
        Assert.All((await MakeAsync()).Of(Pool), p => Assert.Null(p["nodeConfig.bootDiskKmsKey"]));

    private static Task<Recording> MakeAsync() => Recording.OfAsync(() => Samples.Cluster(Repository.Prod));
}
