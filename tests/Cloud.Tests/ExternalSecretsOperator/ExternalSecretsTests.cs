using Infra.Cloud.Tests.Clusters;

namespace Infra.Cloud.Tests.ExternalSecretsOperator;

public sealed class ExternalSecretsTests
{
    private const string Release = "kubernetes:helm.sh/v3:Release";

    /// <summary>Each exception by its name, as it is in Mumbai.</summary>
    public static TheoryData<string, string> Exceptions => new()
    {
        { "allow-egress-dns", "* -> 169.254.20.10/32 169.254.169.254/32 kube-system:kube-dns,node-local-dns : UDP/53 TCP/53" },
        { "allow-egress-kubernetes-api", "* -> 10.64.16.0/28 : TCP/443" },
        { "allow-egress-metadata", "external-secrets -> 169.254.169.254/32 169.254.169.252/32 : TCP/80 TCP/988" },
        { "allow-egress-google-apis", "external-secrets -> 199.36.153.4/30 : TCP/443" },
        { "allow-ingress-webhook", "external-secrets-webhook <- 10.64.16.0/28 kube-system:konnectivity-agent : TCP/10250" },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task An_exception_allows_just_this(string name, string line) => Assert.Equal(line, (await PoliciesAsync("setu-prod-asia-south1"))[name]);

    [Theory]
    [InlineData("setu-prod-asia-south1")]
    [InlineData("setu-prod-asia-south2")]
    public async Task There_is_no_other_exception_in_any_cluster(string cluster) =>
        Assert.Equal(Exceptions.Select(e => e.Data.Item1).Append("default-deny").Order(StringComparer.Ordinal), (await PoliciesAsync(cluster)).Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task The_control_plane_is_that_of_the_clusters_own_region() =>
        Assert.Equal("* -> 10.96.16.0/28 : TCP/443", (await PoliciesAsync("setu-prod-asia-south2"))["allow-egress-kubernetes-api"]);

    [Theory]
    [InlineData("dev", 1)]
    [InlineData("staging", 2)]
    [InlineData("prod", 3)]
    public async Task The_tier_decides_over_copies_and_from_two_on_a_budget_keeps_all_but_one(string stack, int copies) =>
        Assert.All((await Recording.OfAsync(Repository.Named(stack))).Of(Release).Where(r => $"{r["chart"]}" == "external-secrets"), r => Assert.All(["values", "values.webhook"], part =>
        {
            Assert.Equal(($"{copies}", copies > 1), ($"{r[$"{part}.replicaCount"]}", r[$"{part}.podDisruptionBudget.enabled"]));
            Assert.Equal(copies > 1 ? $"{copies - 1}" : "", $"{r[$"{part}.podDisruptionBudget.minAvailable"]}");
        }));

    [Theory]
    [InlineData("processClusterStore", false)]
    [InlineData("processClusterExternalSecret", false)]
    [InlineData("processClusterGenerator", false)]
    [InlineData("processClusterPushSecret", false)]
    [InlineData("processPushSecret", false)]
    [InlineData("processSecretStore", true)]
    [InlineData("crds.createPushSecret", false)]
    [InlineData("crds.createClusterPushSecret", false)]
    [InlineData("crds.createClusterGenerator", false)]
    [InlineData("crds.createClusterExternalSecret", false)]
    [InlineData("crds.unsafeServeV1Beta1", false)]
    [InlineData("rbac.serviceAccountTokenCreate", false)]
    [InlineData("rbac.aggregateToEdit", false)]
    [InlineData("rbac.aggregateToAdmin", false)]
    [InlineData("leaderElect", true)]
    [InlineData("genericTargets.enabled", false)]
    public async Task Only_what_is_used_is_on_and_tokens_are_only_of_named_accounts(string value, bool expected) =>
        Assert.Equal(expected, (await ReleaseAsync())[$"values.{value}"]);

    [Theory]
    [InlineData("values")]
    [InlineData("values.webhook")]
    [InlineData("values.certController")]
    public async Task Every_pod_is_restricted_and_has_bounds(string part)
    {
        var release = await ReleaseAsync();
        Assert.Equal(
            (true, false, true, "RuntimeDefault", "ALL"),
            (release[$"{part}.securityContext.runAsNonRoot"], release[$"{part}.securityContext.allowPrivilegeEscalation"], release[$"{part}.securityContext.readOnlyRootFilesystem"], release[$"{part}.securityContext.seccompProfile.type"], release[$"{part}.securityContext.capabilities.drop[0]"]));
        Assert.NotNull(release[$"{part}.resources.requests.cpu"]);
        Assert.NotNull(release[$"{part}.resources.requests.memory"]);
        Assert.NotNull(release[$"{part}.resources.limits.memory"]);
        Assert.Equal(("asia-south1-docker.pkg.dev/setu-prod-730914/ghcr/external-secrets/external-secrets", "v2.9.0"), (release[$"{part}.image.repository"], release[$"{part}.image.tag"]));
    }

    private static async Task<Made> ReleaseAsync() => (await Recording.OfAsync(Repository.Prod)).One(Release, "setu-prod-asia-south1-external-secrets");

    private static async Task<Dictionary<string, string>> PoliciesAsync(string cluster) => PolicyLines.Of(await Recording.OfAsync(Repository.Prod), "external-secrets", cluster);
}
