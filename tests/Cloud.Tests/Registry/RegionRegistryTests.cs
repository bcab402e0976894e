using System.Collections.Immutable;
using Infra.Cloud.Registry;
using Pulumi;

namespace Infra.Cloud.Tests.Registry;

public sealed class RegionRegistryTests
{
    private const string Repository = "gcp:artifactregistry/repository:Repository";

    [Theory]
    [InlineData("docker-hub", "https://registry-1.docker.io")]
    [InlineData("ghcr", "https://ghcr.io")]
    [InlineData("quay", "https://quay.io")]
    public async Task A_public_registry_is_fetched_through_a_cache(string id, string upstream)
    {
        var cache = (await MakeAsync()).One(Repository, $"setu-dev-asia-south1-{id}");
        Assert.Equal(
            (id, "REMOTE_REPOSITORY", "DOCKER", "asia-south1", upstream, false),
            (cache["repositoryId"], cache["mode"], cache["format"], cache["location"], cache["remoteRepositoryConfig.commonRepository.uri"], cache["remoteRepositoryConfig.disableUpstreamValidation"]));
        Assert.Equal(("DELETE", "ANY", "604800s"), (cache["cleanupPolicies[0].action"], cache["cleanupPolicies[0].condition.tagState"], cache["cleanupPolicies[0].condition.olderThan"]));
    }

    [Theory]
    [InlineData("mode", "STANDARD_REPOSITORY")]
    [InlineData("dockerConfig.immutableTags", "True")]
    [InlineData("cleanupPolicyDryRun", "False")]
    [InlineData("cleanupPolicies[0].action", "DELETE")]
    [InlineData("cleanupPolicies[0].condition.tagState", "UNTAGGED")]
    [InlineData("cleanupPolicies[0].condition.olderThan", "604800s")]
    [InlineData("cleanupPolicies[1].action", "KEEP")]
    [InlineData("cleanupPolicies[1].mostRecentVersions.keepCount", "10")]
    [InlineData("vulnerabilityScanningConfig.enablementConfig", "INHERITED")]
    public async Task In_our_own_repository_a_tag_never_moves_and_the_newest_versions_stay(string path, string value) =>
        Assert.Equal(value, $"{(await MakeAsync()).One(Repository, "setu-dev-asia-south1-images")[path]}");

    [Fact]
    public async Task Every_repository_is_encrypted_with_our_key_after_its_grant() =>
        Assert.All((await MakeAsync()).Of(Repository), r =>
        {
            Assert.Equal("keys/images", r["kmsKeyName"]);
            Assert.Equal(["gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember images"], r.DependsOn);
        });

    [Fact]
    public async Task Nodes_may_read_each_repository_and_nothing_else_of_the_project()
    {
        var made = await Recording.OfAsync(Tests.Repository.Dev);
        var grants = made.Of("gcp:artifactregistry/repositoryIamMember:RepositoryIamMember").Where(g => g.Name.EndsWith("-nodes", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["docker-hub", "ghcr", "images", "quay"], grants.Select(g => g.Name["setu-dev-asia-south1-".Length..^"-nodes".Length]).Order(StringComparer.Ordinal));
        Assert.All(grants, g => Assert.Equal(
            ("roles/artifactregistry.reader", "serviceAccount:setu-dev-asia-south1-nodes@project.iam.gserviceaccount.com"), (g["role"], g["member"])));
        Assert.DoesNotContain(made.Of("gcp:projects/iAMMember:IAMMember"), g => ((string)g["role"]!).Contains("artifactregistry", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_verifies_signatures_reads_our_own_images_as_itself_and_only_where_keys_are_listed()
    {
        static bool OfAdmission(Made g) => g.Name.EndsWith("-admission", StringComparison.Ordinal);

        var grant = Assert.Single((await Recording.OfAsync(Tests.Repository.Dev)).Of("gcp:artifactregistry/repositoryIamMember:RepositoryIamMember"), OfAdmission);
        Assert.Equal(
            ("setu-dev-asia-south1-images-admission", "roles/artifactregistry.reader", $"principal://iam.googleapis.com/projects/{Tests.Repository.Dev.ProjectNumber}/locations/global/workloadIdentityPools/setu-dev-471203.svc.id.goog/subject/ns/kyverno/sa/kyverno-admission-controller"),
            (grant.Name, grant["role"], grant["member"]));

        Assert.DoesNotContain((await Recording.OfAsync(Tests.Repository.Dev with { ImageKeys = [] })).Of("gcp:artifactregistry/repositoryIamMember:RepositoryIamMember"), OfAdmission);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Our_own_images_are_protected_where_the_environment_is_and_caches_never(bool protect) =>
        Assert.All((await MakeAsync(protect)).Of(Repository), r => Assert.Equal(protect && r["repositoryId"] is "images", r.Protect));

    [Fact]
    public async Task Each_region_with_a_cluster_has_a_registry_of_its_own() =>
        Assert.Equal(
            ["asia-south1", "asia-south2"],
            (await Recording.OfAsync(Tests.Repository.Prod)).Of(Repository).Select(r => (string)r["location"]!).Distinct().Order(StringComparer.Ordinal));

    private static Task<Recording> MakeAsync(bool protect = true) => Recording.OfAsync(() => _ = new RegionRegistry("registry", new()
    {
        Names = Tests.Repository.Dev.Names,
        Region = Samples.Mumbai,
        Key = Samples.Key("images"),
        Readers = ImmutableSortedDictionary<string, Output<string>>.Empty.Add("nodes", Output.Create("serviceAccount:nodes")),
        RetentionDays = 7,
        Protect = protect,
    }));
}
