using System.Text.RegularExpressions;
using Infra.Emulator.Schema;
using Infra.Machine.Files;
using Infra.Model.Backends;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Emulator.Tests;

public sealed class LocalCloudTests : IDisposable
{
    private const string Network = "gcp:compute/network:Network";
    private const string Bucket = "gcp:storage/bucket:Bucket";
    private const string Agent = "serviceAccount:service-481516234201@gs-project-accounts.iam.gserviceaccount.com";
    private readonly string folder = Directory.CreateTempSubdirectory("infra-cloud-").FullName;
    private readonly PropertyMap provider = Map(("project", "setu-dev"), ("region", "asia-south1"));

    public static TheoryData<string> Types => [.. SchemaCatalog.Shared.Types];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Types))]
    public void A_schema_speaks_only_of_inputs_that_the_type_has(string type)
    {
        TypeSchema schema = SchemaCatalog.Shared.Find(type)!;
        IEnumerable<string> named =
        [
            .. schema.Required, .. schema.ForceNew.Select(f => f.TrimEnd('#', '*', '.')), .. schema.GrowsInPlace, .. schema.Texts.Keys, .. schema.Enums.Keys, .. schema.Ranges.Keys,
            .. schema.References.Keys, .. schema.PartOf.Keys, .. schema.RecreatesNodes, .. schema.Places.Keys, .. schema.Machines, .. schema.AlsoCalled.SelectMany(Fields), .. schema.Keys.Keys, .. schema.Parts.Keys, .. schema.Parts.Values.Select(p => p.Of), .. schema.Deletion.Select(d => d.Property), .. schema.ExactlyOneOf.SelectMany(g => g), .. schema.AtMostOneOf.SelectMany(g => g),
            .. schema.Needs.SelectMany(n => n.Where.Values.Append(n.Refusal).Append(n.Given ?? "")).SelectMany(Fields), .. Fields(schema.Id), .. schema.Outputs.Values.SelectMany(Fields).Where(f => f != "id"), .. schema.Name is { } name ? [name.Property] : Array.Empty<string>(),
        ];

        Assert.Empty(named.Select(path => path.Split('.')[0]).Except(schema.Inputs, StringComparer.Ordinal));
        Assert.DoesNotContain(schema.References.Values.Concat(schema.PartOf.Values).Concat(schema.Needs.Select(n => n.Type)), t => SchemaCatalog.Shared.Find(t) is null);
        Assert.All(schema.Needs, n => Assert.All(n.Where.Keys, path => Assert.True(SchemaCatalog.Shared.Find(n.Type)!.Takes(path.Split('.')[0]), path)));
        Assert.All(schema.Keys.Values, service => Assert.NotEmpty(ServiceAgents.Domain(service)));
        Assert.All(schema.Texts.Values.Select(t => t.Pattern).Concat(schema.Name is null ? [] : [schema.Name.Pattern]), p => _ = new Regex(p, RegexOptions.NonBacktracking));
    }

    [Fact]
    public void Every_problem_of_the_inputs_is_named_at_once()
    {
        IReadOnlyList<string> problems = Open().Check(
            "gcp:compute/firewall:Firewall", Map(("name", "Not_A_Name"), ("priority", 70000d), ("netwrok", "x")));

        Assert.Equal(
            [
                "there is no input 'netwrok' (provider page compute_firewall).",
                "name is 'Not_A_Name' (10 characters): a name has 1 to 63 characters and the form ^(?:[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?)$ (provider page compute_firewall).",
                "network is missing; it must be given (provider page compute_firewall).",
                "exactly one of allows, denies must be given (provider page compute_firewall).",
                "priority is 70000; it is 0 to 65535 (provider page compute_firewall).",
            ],
            problems);
    }

    [Fact]
    public void An_unknown_value_is_not_judged()
    {
        PropertyMap inputs = Map(("name", "a")).With("network", PropertyValue.Unknown).With("allows", PropertyValue.Unknown);

        Assert.Empty(Open().Check("gcp:compute/firewall:Firewall", inputs));
    }

    [Fact]
    public void A_resource_of_an_api_that_is_not_enabled_is_refused()
    {
        CloudException refusal = Assert.Throws<CloudException>(() => Open().Create(Urn(Network, "vpc"), Map(("name", "vpc")), provider));

        Assert.Equal(
            "403 SERVICE_DISABLED: compute.googleapis.com is not enabled in project setu-dev. Enable it with a projects.Service that this depends on.", refusal.Message);
    }

    [Fact]
    public void What_is_made_has_the_ids_and_outputs_that_google_gives()
    {
        LocalCloud cloud = WithApis("compute");

        CloudObject made = cloud.Create(Urn(Network, "vpc"), Map(("name", "vpc")), provider);

        Assert.Equal("projects/setu-dev/global/networks/vpc", made.Id);
        Assert.Equal("https://www.googleapis.com/compute/v1/projects/setu-dev/global/networks/vpc", made.Outputs.Text("selfLink"));
    }

    [Fact]
    public void A_name_that_is_taken_is_refused_also_by_another_stack()
    {
        LocalCloud dev = WithApis("storage");
        dev.Create(Urn(Bucket, "b"), Map(("name", "setu-releases"), ("location", "ASIA-SOUTH1")), provider);
        dev.Save();

        CloudException refusal = Assert.Throws<CloudException>(
            () => Open("prod").Create(Urn(Bucket, "b"), Map(("name", "setu-releases"), ("location", "ASIA-SOUTH1")), provider));

        Assert.Equal("409 alreadyExists: 'setu-releases' already exists. Import it, or give the new one another name.", refusal.Message);
    }

    [Fact]
    public void A_resource_that_refers_to_nothing_is_refused()
    {
        CloudException refusal = Assert.Throws<CloudException>(
            () => WithApis("compute").Create(Urn("gcp:compute/router:Router", "r"), Map(("name", "r"), ("network", "vpc")), provider));

        Assert.Equal("404 notFound: network is 'vpc', and there is no such Network.", refusal.Message);
    }

    [Theory]
    [InlineData("projects/setu-dev/global/networks/vpc")]
    [InlineData("https://www.googleapis.com/compute/v1/projects/setu-dev/global/networks/vpc")]
    [InlineData("vpc")]
    public void A_resource_can_be_referred_to_by_id_self_link_or_name(string reference)
    {
        LocalCloud cloud = WithApis("compute");
        cloud.Create(Urn(Network, "vpc"), Map(("name", "vpc")), provider);

        cloud.Create(Urn("gcp:compute/router:Router", "r"), Map(("name", "r"), ("network", reference)), provider);
    }

    [Fact]
    public void A_resource_in_use_is_not_deleted()
    {
        LocalCloud cloud = WithApis("compute");
        CloudObject network = cloud.Create(Urn(Network, "vpc"), Map(("name", "vpc")), provider);
        cloud.Create(Urn("gcp:compute/router:Router", "r"), Map(("name", "r"), ("network", "vpc")), provider);

        CloudException refusal = Assert.Throws<CloudException>(() => cloud.Delete(Network, network.Id, network.Inputs));

        Assert.Equal(
            "400 resourceInUseByAnotherResource: 'projects/setu-dev/global/networks/vpc' is in use by 'projects/setu-dev/regions/asia-south1/routers/r'.", refusal.Message);
    }

    [Theory]
    [InlineData("gcp:secretmanager/secretIamMember:SecretIamMember")]
    [InlineData("gcp:compute/routerNat:RouterNat")]
    [InlineData("gcp:container/nodePool:NodePool")]
    public void What_is_a_part_does_not_keep_the_whole_from_being_deleted_and_goes_with_it(string type)
    {
        LocalCloud cloud = WithApis("compute", "container", "secretmanager");
        cloud.Create(Urn(Network, "vpc"), Map(("name", "vpc")), provider);
        (CloudObject whole, PropertyMap inputs) = type switch
        {
            "gcp:compute/routerNat:RouterNat" => (
                cloud.Create(Urn("gcp:compute/router:Router", "r"), Map(("name", "r"), ("network", "vpc")), provider), Map(("name", "nat"), ("router", "r"), ("sourceSubnetworkIpRangesToNat", "ALL_SUBNETWORKS_ALL_IP_RANGES"))),
            "gcp:container/nodePool:NodePool" => (
                cloud.Create(Urn("gcp:container/cluster:Cluster", "c"), Map(("name", "c"), ("location", "asia-south1")).With("deletionProtection", PropertyValue.Of(false)), provider), Map(("name", "p"), ("cluster", "c"), ("location", "asia-south1"))),
            _ => (
                cloud.Create(Urn("gcp:secretmanager/secret:Secret", "s"), Map(("secretId", "s")).With("replication", PropertyValue.Of(PropertyMap.Empty.With("auto", PropertyValue.Of(PropertyMap.Empty)))), provider), Map(("secretId", "s"), ("role", "roles/viewer"), ("member", "user:a@b.example"))),
        };
        CloudObject part = cloud.Create(Urn(type, "part"), inputs, provider);

        cloud.Delete(whole.Type, whole.Id, whole.Inputs);

        Assert.Null(cloud.Read(whole.Type, whole.Id));
        Assert.Null(cloud.Read(part.Type, part.Id));
        cloud.Save();
        Assert.Null(Open().Read(part.Type, part.Id));
    }

    [Theory]
    [InlineData("gcp:container/nodePool:NodePool", "nodeConfig.machineType", true)]
    [InlineData("gcp:container/nodePool:NodePool", "nodeConfig.diskSizeGb", true)]
    [InlineData("gcp:container/nodePool:NodePool", "nodeConfig.containerdConfig.registryHosts[0].server", true)]
    [InlineData("gcp:container/nodePool:NodePool", "nodeConfig.labels.purpose", false)]
    [InlineData("gcp:container/nodePool:NodePool", "autoscaling.totalMaxNodeCount", false)]
    [InlineData("gcp:container/cluster:Cluster", "resourceLabels.owner", false)]
    public void What_recreates_nodes_is_known_by_path_and_replaces_no_pool(string type, string path, bool recreates)
    {
        Assert.Equal(recreates, LocalCloud.RecreatesNodes(type, path));
        Assert.False(Open().ForcesReplacement(type, path, PropertyValue.Of("a"), PropertyValue.Of("b")));
    }

    [Fact]
    public void A_bucket_with_a_key_needs_the_grant_of_its_service_agent_first()
    {
        LocalCloud cloud = WithApis("storage", "cloudkms");
        CloudObject ring = cloud.Create(Urn("gcp:kms/keyRing:KeyRing", "ring"), Map(("name", "ring"), ("location", "asia-south1")), provider);
        CloudObject key = cloud.Create(Urn("gcp:kms/cryptoKey:CryptoKey", "key"), Map(("name", "key"), ("keyRing", ring.Id)), provider);
        PropertyMap encrypted = Map(("name", "setu-releases"), ("location", "ASIA-SOUTH1")).With("encryption", PropertyValue.Of(Map(("defaultKmsKeyName", key.Id))));

        CloudException refusal = Assert.Throws<CloudException>(() => cloud.Create(Urn(Bucket, "b"), encrypted, provider));
        cloud.Create(
            Urn("gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember", "grant"),
            Map(("cryptoKeyId", key.Id), ("role", "roles/cloudkms.cryptoKeyEncrypterDecrypter"), ("member", Agent)),
            provider);
        cloud.Create(Urn(Bucket, "b"), encrypted, provider);

        Assert.Equal(
            "403 forbidden: encryption.defaultKmsKeyName is 'projects/setu-dev/locations/asia-south1/keyRings/ring/cryptoKeys/key', which the service agent of storage (service-NUMBER@gs-project-accounts.iam.gserviceaccount.com) may not use. Grant it roles/cloudkms.cryptoKeyEncrypterDecrypter on the key, and let gcp:storage/bucket:Bucket depend on that grant.",
            refusal.Message);
    }

    [Fact]
    public void A_cluster_whose_range_its_subnetwork_does_not_have_is_refused()
    {
        LocalCloud cloud = WithApis("compute", "container");
        cloud.Create(Urn(Network, "vpc"), Map(("name", "vpc")), provider);
        PropertyMap range = Map(("rangeName", "pods"), ("ipCidrRange", "10.1.0.0/18"));
        cloud.Create(
            Urn("gcp:compute/subnetwork:Subnetwork", "s"),
            Map(("name", "s"), ("network", "vpc"), ("ipCidrRange", "10.0.0.0/22")).With("secondaryIpRanges", PropertyValue.Of([PropertyValue.Of(range)])),
            provider);

        CloudException refusal = Assert.Throws<CloudException>(() => cloud.Create(
            Urn("gcp:container/cluster:Cluster", "c"),
            Map(("name", "c"), ("location", "asia-south1"), ("network", "vpc"), ("subnetwork", "s"))
                .With("ipAllocationPolicy", PropertyValue.Of(Map(("clusterSecondaryRangeName", "pods"), ("servicesSecondaryRangeName", "services")))),
            provider));

        Assert.Equal("400 badRequest: ipAllocationPolicy.servicesSecondaryRangeName is 'services', and subnetwork 's' has pods (secondaryIpRanges.rangeName).", refusal.Message);
    }

    [Theory]
    [InlineData(null, "deletionProtection")]
    [InlineData(true, "deletionProtection")]
    [InlineData(false, null)]
    public void A_cluster_is_protected_unless_it_says_otherwise(bool? given, string? setting)
    {
        PropertyMap inputs = given is { } value ? PropertyMap.Empty.With("deletionProtection", PropertyValue.Of(value)) : PropertyMap.Empty;

        Assert.Equal(setting, Open().DeletionForbiddenBy("gcp:container/cluster:Cluster", inputs));
    }

    [Theory]
    [InlineData("gcp:container/cluster:Cluster", "location", true)]
    [InlineData("gcp:container/cluster:Cluster", "resourceLabels.owner", false)]
    [InlineData("gcp:container/cluster:Cluster", "nodeConfig.shieldedInstanceConfig.enableSecureBoot", true)]
    [InlineData("gcp:container/cluster:Cluster", "releaseChannel.channel", false)]
    [InlineData("gcp:container/nodePool:NodePool", "nodeConfig.oauthScopes[0]", true)]
    [InlineData("gcp:container/nodePool:NodePool", "nodeConfig.machineType", false)]
    [InlineData("gcp:storage/bucket:Bucket", "location", true)]
    [InlineData("gcp:storage/bucket:Bucket", "labels[\"a.b\"]", false)]
    [InlineData("gcp:secretmanager/secret:Secret", "replication.userManaged.replicas[0].location", true)]
    public void Immutable_properties_force_replacement_and_others_do_not(string type, string path, bool forces) =>
        Assert.Equal(forces, Open().ForcesReplacement(type, path, PropertyValue.Of("a"), PropertyValue.Of("b")));

    [Theory]
    [InlineData("10.0.0.0/20", "10.0.0.0/19", false)]
    [InlineData("10.0.0.0/20", "10.0.0.0/21", true)]
    [InlineData("10.0.0.0/20", "10.1.0.0/19", true)]
    public void A_subnet_may_grow_in_place_and_nothing_else(string before, string after, bool forces) =>
        Assert.Equal(forces, Open().ForcesReplacement("gcp:compute/subnetwork:Subnetwork", "ipCidrRange", PropertyValue.Of(before), PropertyValue.Of(after)));

    private static IEnumerable<string> Fields(string template) =>
        Regex.Matches(template, "\\{(\\w+:)?(?<field>[\\w.]+)\\}").Select(m => m.Groups["field"].Value);

    private static Urn Urn(string type, string name) => Infra.Model.Plans.Urn.Child("dev", "infra", Infra.Model.Plans.Urn.Root("dev", "infra"), type, name);

    private static PropertyMap Map(params (string Key, object Value)[] entries) =>
        PropertyMap.From(entries.Select(e => KeyValuePair.Create(e.Key, e.Value is double number ? PropertyValue.Of(number) : PropertyValue.Of((string)e.Value))));

    private LocalCloud Open(string stack = "dev") => LocalCloud.Open(new DiskFileSystem(), folder, stack);

    private LocalCloud WithApis(params string[] apis)
    {
        LocalCloud cloud = Open();
        foreach (string api in apis)
        {
            cloud.Create(Urn("gcp:projects/service:Service", api), Map(("service", $"{api}.googleapis.com")), provider);
        }

        return cloud;
    }
}
