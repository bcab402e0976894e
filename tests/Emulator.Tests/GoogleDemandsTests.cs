using Infra.Emulator.Schema;
using Infra.Machine.Files;
using Infra.Model.Backends;
using Infra.Model.Machines;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Infra.Model.Values;

namespace Infra.Emulator.Tests;

/// <summary>What does not exist at Google is refused when it is made and when it is changed, with what was probably meant.</summary>
public sealed class GoogleDemandsTests : IDisposable
{
    private const string Cluster = "gcp:container/cluster:Cluster";
    private const string Pool = "gcp:container/nodePool:NodePool";
    private const string NoRegion = "it is no region of docs/regions.md. Did you mean asia-south1? One that is newer than this program is listed in infra:newRegions of the stack.";
    private const string NoPlace = "it is no region of docs/regions.md and no group of regions. Did you mean asia-south1? One that is newer than this program is listed in infra:newRegions of the stack.";
    private static readonly string Day = MachineTable.Known.Day;
    private static readonly PropertyMap Google = Map(("project", "setu-dev"), ("region", "asia-south1"));
    private readonly string folder = Directory.CreateTempSubdirectory("infra-google-").FullName;

    public static TheoryData<string> Types => [.. SchemaCatalog.Shared.Types];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_pool_of_machines_that_do_not_exist_is_refused_with_all_that_is_wrong() =>
        Assert.Equal(
            "400 badRequest: nodeLocations is 'asia-south1-d': there is no such zone (docs/machine-types.md, as of " + Day + "). Did you mean asia-south1-a? A zone is a region, a hyphen and a letter. "
            + "nodeConfig.machineType is 'e2-standrad-4': Google has no machine type of this name (docs/machine-types.md, as of " + Day + "). Did you mean e2-standard-4? One that is newer than this program is listed in infra:machineTypes of the stack. "
            + "nodeConfig.diskType is 'pd-balancd': there is no type of disk of this name (docs/machine-types.md, as of " + Day + "). Did you mean pd-balanced?",
            Refused(Pool, PoolOf("e2-standrad-4", "pd-balancd").With("nodeLocations", PropertyValue.Of([PropertyValue.Of("asia-south1-d")]))));

    [Theory]
    [InlineData("t2a-standard-4", "pd-ssd", "nodeConfig.machineType is 't2a-standard-4': asia-south1 has no machines of the series t2a")]
    [InlineData("n4-standard-4", "pd-ssd", "nodeConfig.diskType is 'pd-ssd': a machine of type n4-standard-4 boots from hyperdisk-balanced, hyperdisk-balanced-high-availability only")]
    [InlineData("e2-custom-3-4096", "pd-ssd", "nodeConfig.machineType is 'e2-custom-3-4096': a custom type is e2-custom-VCPUS-MB")]
    public void A_pool_that_the_region_or_the_machine_does_not_allow_is_refused(string type, string disk, string said) =>
        Assert.StartsWith($"400 badRequest: {said}", Refused(Pool, PoolOf(type, disk)), StringComparison.Ordinal);

    [Fact]
    public void The_region_of_a_pool_in_one_zone_is_that_of_the_zone() =>
        Assert.Contains("asia-south1 has no machines of the series t2a", Refused(Pool, PoolOf("t2a-standard-4", "pd-ssd").With("location", PropertyValue.Of("asia-south1-a"))), StringComparison.Ordinal);

    [Fact]
    public void A_boot_disk_in_a_block_of_its_own_is_looked_at_too() =>
        Assert.StartsWith(
            "400 badRequest: nodeConfig.bootDisk.diskType is 'pd-ssd': ",
            Refused(Pool, Map(("name", "p"), ("cluster", "c"), ("location", "asia-south1")).With("nodeConfig", PropertyValue.Of(Map(("machineType", "c4-standard-4")).With("bootDisk", PropertyValue.Of(Map(("diskType", "pd-ssd"))))))),
            StringComparison.Ordinal);

    [Fact]
    public void A_pool_is_not_changed_to_machines_that_do_not_exist()
    {
        LocalCloud cloud = WithCluster(Open());
        CloudObject made = cloud.Create(Urn(Pool), PoolOf("e2-standard-4", "pd-ssd"), Google);

        CloudException refusal = Assert.Throws<CloudException>(() => cloud.Update(Pool, made.Id, PoolOf("e2-standard-5", "pd-ssd"), Google));

        Assert.Contains("Did you mean e2-standard-2?", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Machines_that_are_not_known_yet_are_passed_over() =>
        Assert.NotNull(WithCluster(Open()).Create(Urn(Pool), PoolOf("e2-standard-4", "pd-ssd").With("nodeConfig", PropertyValue.Of(PropertyMap.Empty.With("machineType", PropertyValue.Unknown))), Google));

    [Theory]
    [InlineData("asia-suoth1", "location is 'asia-suoth1': " + NoRegion)]
    [InlineData("asia-south1-x", "location is 'asia-south1-x': there is no such zone ")]
    public void A_cluster_in_a_place_that_does_not_exist_is_refused(string location, string said) =>
        Assert.StartsWith($"400 badRequest: {said}", Refused(Cluster, Map(("name", "other"), ("location", location))), StringComparison.Ordinal);

    [Fact]
    public void The_machines_of_the_default_pool_and_of_pools_inside_are_looked_at()
    {
        PropertyMap wrong = PropertyMap.Empty.With("nodeConfig", PropertyValue.Of(Map(("machineType", "e2-medum"))));
        string refusal = Refused(Cluster, Map(("name", "other"), ("location", "asia-south1")).With("nodeConfig", wrong["nodeConfig"]!).With("nodePools", PropertyValue.Of([PropertyValue.Of(wrong)])));

        Assert.Contains("nodeConfig.machineType is 'e2-medum': ", refusal, StringComparison.Ordinal);
        Assert.Contains("nodePools.nodeConfig.machineType is 'e2-medum': ", refusal, StringComparison.Ordinal);
        Assert.Contains("Did you mean e2-medium?", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gcp:storage/bucket:Bucket", "name", "location", NoPlace)]
    [InlineData("gcp:kms/keyRing:KeyRing", "name", "location", NoPlace)]
    [InlineData("gcp:compute/router:Router", "name", "region", NoRegion)]
    [InlineData("gcp:compute/address:Address", "name", "region", NoRegion)]
    public void A_place_that_does_not_exist_is_refused(string type, string name, string input, string said) =>
        Assert.Equal($"400 badRequest: {input} is 'asia-suoth1': {said}", Refused(type, Map((name, "setu-thing"), (input, "asia-suoth1"))));

    [Fact]
    public void A_replica_of_a_secret_is_in_a_region()
    {
        PropertyMap replica = Map(("location", "asia-suoth1"));
        PropertyMap managed = PropertyMap.Empty.With("userManaged", PropertyValue.Of(PropertyMap.Empty.With("replicas", PropertyValue.Of([PropertyValue.Of(replica)]))));

        Assert.Equal(
            $"400 badRequest: replication.userManaged.replicas.location is 'asia-suoth1': {NoRegion}",
            Refused("gcp:secretmanager/secret:Secret", Map(("secretId", "s")).With("replication", PropertyValue.Of(managed))));
    }

    [Fact]
    public void A_release_channel_that_does_not_exist_is_refused_with_what_was_meant() =>
        Assert.Equal(
            ["releaseChannel.channel is 'REGLAR'; it is one of UNSPECIFIED, RAPID, REGULAR, STABLE, EXTENDED (provider page container_cluster). Did you mean REGULAR?"],
            Open().Check(Cluster, Map(("name", "c"), ("location", "asia-south1")).With("releaseChannel", PropertyValue.Of(Map(("channel", "REGLAR"))))));

    [Fact]
    public void What_the_settings_list_as_newer_the_emulator_has_too()
    {
        LocalCloud cloud = WithCluster(LocalCloud.Open(new DiskFileSystem(), folder, "dev", new GoogleCatalog([MachineType.Of("c5-standard-8")], [Region.Of("asia-south9")])));

        cloud.Create(Urn(Pool), PoolOf("c5-standard-8", "pd-ssd"), Google);
        cloud.Create(Urn(Cluster, "new"), Map(("name", "new"), ("location", "asia-south9")), Google);
        Assert.Throws<CloudException>(() => cloud.Create(Urn(Pool, "other"), PoolOf("c5-standard-9", "pd-ssd").With("name", PropertyValue.Of("other")), Google));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Each_kind_of_place_is_one_that_is_looked_up(string type)
    {
        TypeSchema schema = SchemaCatalog.Shared.Find(type)!;

        Assert.All(schema.Places.Values, kind => Assert.Contains(kind, (string[])["region", "zone", "regionOrZone", "location"]));
        Assert.All(schema.Inputs.Intersect(["location", "region"], StringComparer.Ordinal), input => Assert.True(schema.Places.ContainsKey(input) || schema.PartOf.Count > 0, $"{type} has a {input} that nothing looks up"));
    }

    private static PropertyMap PoolOf(string machine, string disk) =>
        Map(("name", "p"), ("cluster", "c"), ("location", "asia-south1")).With("nodeConfig", PropertyValue.Of(Map(("machineType", machine), ("diskType", disk))));

    private string Refused(string type, PropertyMap inputs) => Assert.Throws<CloudException>(() => WithCluster(Open()).Create(Urn(type), inputs, Google)).Message;

    private LocalCloud Open() => LocalCloud.Open(new DiskFileSystem(), folder, "dev");

    private static LocalCloud WithCluster(LocalCloud cloud)
    {
        foreach (string api in (string[])["cloudkms", "compute", "container", "secretmanager", "storage"])
        {
            cloud.Create(Urn("gcp:projects/service:Service", api), Map(("service", $"{api}.googleapis.com")), Google);
        }

        cloud.Create(Urn(Cluster, "c"), Map(("name", "c"), ("location", "asia-south1")), Google);
        return cloud;
    }

    private static Urn Urn(string type, string name = "x") => Infra.Model.Plans.Urn.Child("dev", "infra", Infra.Model.Plans.Urn.Root("dev", "infra"), type, name);

    private static PropertyMap Map(params (string Key, string Value)[] entries) => PropertyMap.From(entries.Select(e => KeyValuePair.Create(e.Key, PropertyValue.Of(e.Value))));
}
