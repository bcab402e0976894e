namespace Infra.Cloud.Tests.Environments;

public sealed class EnvironmentStackTests
{
    private static readonly string[] Stateful = ["gcp:container/cluster:Cluster", "gcp:storage/bucket:Bucket", "gcp:kms/keyRing:KeyRing", "gcp:kms/cryptoKey:CryptoKey", "gcp:secretmanager/secret:Secret", "gcp:gkebackup/backupPlan:BackupPlan", "gcp:compute/address:Address"];

    // What there must be without an API: the APIs themselves, the provider, and what refers to something that waits.
    private static readonly string[] First = ["gcp:projects/service:Service", "pulumi:providers:gcp"];

    private const string Kubernetes = "kubernetes:";

    [Fact]
    public async Task Dev_plans_at_least_forty_resources_and_one_cluster_with_three_pools()
    {
        var made = await Recording.OfAsync(Repository.Dev);
        Assert.True(made.All.Count(m => !m.IsComponent) >= 40);
        Assert.Equal((1, 3), (made.Of("gcp:container/cluster:Cluster").Length, made.Of("gcp:container/nodePool:NodePool").Length));
    }

    [Fact]
    public async Task Prod_plans_two_clusters_in_two_regions_with_three_pools_each()
    {
        var made = await Recording.OfAsync(Repository.Prod);
        Assert.Equal(["asia-south1", "asia-south2"], made.Of("gcp:container/cluster:Cluster").Select(c => (string)c["location"]!).Order(StringComparer.Ordinal));
        Assert.Equal(6, made.Of("gcp:container/nodePool:NodePool").Length);
    }

    [Fact]
    public async Task In_prod_everything_that_holds_data_is_protected_and_in_dev_nothing()
    {
        Assert.All((await Recording.OfAsync(Repository.Prod)).All, m => Assert.Equal(Stateful.Contains(m.Type, StringComparer.Ordinal) || m["repositoryId"] is "images", m.Protect));
        Assert.All((await Recording.OfAsync(Repository.Dev)).All, m => Assert.False(m.Protect, $"{m}"));
    }

    [Fact]
    public async Task Everything_is_below_a_component_and_uses_the_provider_of_the_environment_or_of_one_of_its_clusters()
    {
        var made = await Recording.OfAsync(Repository.Prod);
        Assert.All(made.All.Where(m => !m.IsComponent && m.Type != "pulumi:providers:gcp" && m.Type != "pulumi:pulumi:Stack"), m => Assert.NotNull(m.Parent));
        Assert.All(made.All.Where(m => m.Type.StartsWith("gcp:", StringComparison.Ordinal)), m => Assert.Contains("setu-prod-google", m.Provider, StringComparison.Ordinal));
        Assert.All(made.All.Where(m => m.Type.StartsWith(Kubernetes, StringComparison.Ordinal)), m => Assert.Matches("pulumi:providers:kubernetes::setu-prod-asia-south[12]::", m.Provider));
    }

    [Fact]
    public async Task The_provider_names_project_region_quota_and_default_labels()
    {
        var provider = (await Recording.OfAsync(Repository.Dev)).One("pulumi:providers:gcp");
        Assert.Equal(("setu-dev-471203", "asia-south1", "setu-dev-471203"), (provider["project"], provider["region"], provider["billingProject"]));
        Assert.Equal("true", $"{provider["userProjectOverride"]}", ignoreCase: true);
        Assert.Contains("cost-centre", $"{provider["defaultLabels"]}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task APIs_are_enabled_first_and_never_disabled()
    {
        var made = await Recording.OfAsync(Repository.Dev);
        Assert.Equal(17, made.Of("gcp:projects/service:Service").Length);
        Assert.All(made.Of("gcp:projects/service:Service"), s => Assert.Equal((false, false), (s["disableOnDestroy"], s["disableDependentServices"])));
        string[] entries = ["gcp:compute/network:Network", "gcp:kms/keyRing:KeyRing", "gcp:dns/managedZone:ManagedZone", "gcp:pubsub/topic:Topic", "gcp:projects/serviceIdentity:ServiceIdentity", "gcp:serviceaccount/account:Account", "gcp:container/cluster:Cluster", "gcp:binaryauthorization/policy:Policy"];
        Assert.All(made.All.Where(m => entries.Contains(m.Type, StringComparer.Ordinal)), m => Assert.Equal(17, m.DependsOn.Count(d => d.StartsWith(First[0], StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_preview_makes_the_same_resources_as_an_update_and_reads_no_data_source()
    {
        var preview = await Recording.OfAsync(Repository.Prod, preview: true);
        var update = await Recording.OfAsync(Repository.Prod);
        Assert.Equal(update.All.Select(m => $"{m}").Order(StringComparer.Ordinal), preview.All.Select(m => $"{m}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Program_order_is_the_same_each_time() =>
        Assert.Equal((await Recording.OfAsync(Repository.Dev)).All.Select(m => $"{m}"), (await Recording.OfAsync(Repository.Dev)).All.Select(m => $"{m}"));

    /// <summary>Types, names and parents are the identity of resources in the state: a change here replaces them, or needs an alias.</summary>
    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    [InlineData("staging")]
    public async Task The_identity_of_every_resource_is_approved(string stack)
    {
        var made = await Recording.OfAsync(stack switch { "dev" => Repository.Dev, "staging" => Repository.Staging, _ => Repository.Prod });
        ResourceIdentity.AssertApproved($"tests/Cloud.Tests/Environments/{stack}.resources.txt", made);
    }
}
