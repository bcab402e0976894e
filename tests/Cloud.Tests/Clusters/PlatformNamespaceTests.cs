namespace Infra.Cloud.Tests.Clusters;

public sealed class PlatformNamespaceTests
{
    private const string Namespace = "kubernetes:core/v1:Namespace";

    [Theory]
    [InlineData("enforce")]
    [InlineData("audit")]
    [InlineData("warn")]
    public async Task Every_namespace_holds_its_pods_to_the_restricted_standard(string mode) =>
        Assert.All((await Recording.OfAsync(Repository.Prod)).Of(Namespace), n =>
        {
            var labels = (IReadOnlyDictionary<string, object>)n["metadata.labels"]!;
            Assert.Equal(("restricted", "latest"), (labels[$"pod-security.kubernetes.io/{mode}"], labels[$"pod-security.kubernetes.io/{mode}-version"]));
        });

    [Fact]
    public async Task Every_namespace_denies_all_traffic_of_all_pods()
    {
        var made = await Recording.OfAsync(Repository.Prod);

        Assert.Equal(3, made.Of(Namespace).Length);
        Assert.Equal("* denied", PolicyLines.Of(made, "argocd")["default-deny"]);
        Assert.All(["setu-prod-asia-south1", "setu-prod-asia-south2"], cluster => Assert.Equal("* denied", PolicyLines.Of(made, "external-secrets", cluster)["default-deny"]));
    }

    [Fact]
    public async Task A_policy_says_why_it_is_there()
    {
        var policies = (await Recording.OfAsync(Repository.Prod)).Of("kubernetes:networking.k8s.io/v1:NetworkPolicy").Where(p => $"{p["metadata.name"]}" != "default-deny").ToArray();

        Assert.NotEmpty(policies);
        Assert.All(policies, p => Assert.Matches("^[A-Z].{15,}\\.$", $"{p["metadata.annotations.reason"]}"));
    }
}
