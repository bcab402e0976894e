namespace Infra.Cloud.Tests.Networks;

public sealed class NetworkTests
{
    [Fact]
    public async Task The_network_makes_no_subnet_by_itself_and_keeps_routes_in_their_region()
    {
        var vpc = (await MakeAsync()).One("gcp:compute/network:Network");
        Assert.Equal((false, "REGIONAL", false), (vpc["autoCreateSubnetworks"], vpc["routingMode"], vpc["deleteDefaultRoutesOnCreate"]));
    }

    [Fact]
    public async Task A_subnet_has_ranges_for_pods_and_services_and_private_access_to_Google()
    {
        var subnet = (await MakeAsync()).One("gcp:compute/subnetwork:Subnetwork", "setu-dev-asia-south1-nodes");
        Assert.Equal("10.16.0.0/22", subnet["ipCidrRange"]);
        Assert.Equal(("pods", "10.17.0.0/18"), (subnet["secondaryIpRanges[0].rangeName"], subnet["secondaryIpRanges[0].ipCidrRange"]));
        Assert.Equal(("services", "10.18.0.0/20"), (subnet["secondaryIpRanges[1].rangeName"], subnet["secondaryIpRanges[1].ipCidrRange"]));
        Assert.Equal(true, subnet["privateIpGoogleAccess"]);
    }

    [Fact]
    public async Task Flow_logs_are_on_with_names_in_every_subnet() =>
        Assert.All((await MakeAsync()).Of("gcp:compute/subnetwork:Subnetwork"), s =>
        {
            Assert.Equal((0.5, "INTERVAL_1_MIN", "INCLUDE_ALL_METADATA"), (s["logConfig.flowSampling"], s["logConfig.aggregationInterval"], s["logConfig.metadata"]));
        });

    [Fact]
    public async Task The_control_planes_endpoint_has_a_subnet_of_its_own() =>
        Assert.Equal("10.16.4.0/28", (await MakeAsync()).One("gcp:compute/subnetwork:Subnetwork", "setu-dev-asia-south1-control-plane")["ipCidrRange"]);

    [Fact]
    public async Task Only_nodes_and_pods_go_out_through_the_NAT()
    {
        var nat = (await MakeAsync()).One("gcp:compute/routerNat:RouterNat");
        Assert.Equal(("LIST_OF_SUBNETWORKS", "AUTO_ONLY"), (nat["sourceSubnetworkIpRangesToNat"], nat["natIpAllocateOption"]));
        Assert.Equal(["PRIMARY_IP_RANGE", "LIST_OF_SECONDARY_IP_RANGES"], nat.Texts("subnetworks[0].sourceIpRangesToNats"));
        Assert.Equal(["pods"], nat.Texts("subnetworks[0].secondaryIpRangeNames"));
    }

    [Fact]
    public async Task The_NAT_grows_its_ports_and_logs_everything()
    {
        var nat = (await MakeAsync()).One("gcp:compute/routerNat:RouterNat");
        Assert.Equal((true, false), (nat["enableDynamicPortAllocation"], nat["enableEndpointIndependentMapping"]));
        Assert.Equal(("128", "4096"), ($"{nat["minPortsPerVm"]}", $"{nat["maxPortsPerVm"]}"));
        Assert.Equal((true, "ALL"), (nat["logConfig.enable"], nat["logConfig.filter"]));
    }

    [Theory]
    [InlineData("googleapis", "googleapis.com.", "restricted.googleapis.com.")]
    [InlineData("registry", "pkg.dev.", "pkg.dev.")]
    [InlineData("images", "gcr.io.", "gcr.io.")]
    [InlineData("control-planes", "gke.goog.", "gke.goog.")]
    public async Task Names_of_Google_are_answered_with_the_restricted_addresses(string zone, string domain, string target)
    {
        var made = await MakeAsync();
        var managed = made.One("gcp:dns/managedZone:ManagedZone", $"setu-dev-{zone}");
        Assert.Equal((domain, "private", false), (managed["dnsName"], managed["visibility"], managed["forceDestroy"]));
        var address = made.One("gcp:dns/recordSet:RecordSet", $"setu-dev-{zone}-a");
        Assert.Equal((target, "A"), (address["name"], address["type"]));
        Assert.Equal(["199.36.153.4", "199.36.153.5", "199.36.153.6", "199.36.153.7"], address.Texts("rrdatas"));
        var all = made.One("gcp:dns/recordSet:RecordSet", $"setu-dev-{zone}-cname");
        Assert.Equal(($"*.{domain}", "CNAME", target), (all["name"], all["type"], Assert.Single(all.Texts("rrdatas"))));
    }

    [Fact]
    public async Task Every_name_that_is_asked_for_is_logged_and_nobody_outside_may_ask()
    {
        var policy = (await MakeAsync()).One("gcp:dns/policy:Policy");
        Assert.Equal(("setu-dev-dns-log", true, false), (policy["name"], policy["enableLogging"], policy["enableInboundForwarding"]));
        Assert.EndsWith("setu-dev-vpc", (string)policy["networks[0].networkUrl"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_production_the_NAT_has_reserved_addresses_that_partners_can_name(bool protect)
    {
        var made = await Recording.OfAsync(() => _ = new Infra.Cloud.Networks.Network("network", new() { Names = Repository.Prod.Names, Settings = Repository.Prod.Network, Protect = protect }));
        var nat = made.One("gcp:compute/routerNat:RouterNat", "setu-prod-asia-south1-nat");
        Assert.Equal("MANUAL_ONLY", nat["natIpAllocateOption"]);
        Assert.Equal(["self/setu-prod-asia-south1-nat-1", "self/setu-prod-asia-south1-nat-2"], nat.Texts("natIps"));
        Assert.Equal(4, made.Of("gcp:compute/address:Address").Length);
        Assert.All(made.Of("gcp:compute/address:Address"), a => Assert.Equal(("EXTERNAL", "PREMIUM", protect), (a["addressType"], a["networkTier"], a.Protect)));
    }

    [Fact]
    public async Task Two_regions_have_two_of_everything()
    {
        var made = await Recording.OfAsync(() => _ = new Infra.Cloud.Networks.Network("network", new() { Names = Repository.Prod.Names, Settings = Repository.Prod.Network }));
        Assert.Equal((4, 2, 2), (made.Of("gcp:compute/subnetwork:Subnetwork").Length, made.Of("gcp:compute/router:Router").Length, made.Of("gcp:compute/routerNat:RouterNat").Length));
    }

    private static Task<Recording> MakeAsync() =>
        Recording.OfAsync(() => _ = new Infra.Cloud.Networks.Network("network", new() { Names = Repository.Dev.Names, Settings = Repository.Dev.Network }));
}
