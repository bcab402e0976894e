using System.Text.Json;
using Infra.Settings.Stacks;

namespace Infra.Cloud.Tests.Clusters;

public sealed class ClusterConnectionTests
{
    [Fact]
    public async Task A_cluster_without_a_DNS_endpoint_is_an_error_and_never_an_empty_address()
    {
        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => Recording.WithoutEndpointsAsync(Repository.Dev, preview: false));

        Assert.Contains("Google gave the cluster setu-dev-asia-south1 no DNS endpoint", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_preview_an_endpoint_that_is_not_there_yet_is_unknown_and_never_an_empty_address()
    {
        Recording made = await Recording.WithoutEndpointsAsync(Repository.Dev, preview: true);

        Assert.DoesNotContain("https://\"", string.Join('\n', made.All.Select(m => System.Text.Json.JsonSerializer.Serialize(m.Inputs))), StringComparison.Ordinal);
        Assert.DoesNotContain(made.All, m => m.Type == "pulumi:providers:kubernetes" && m.Inputs.ContainsKey("kubeconfig"));
    }

    [Fact]
    public async Task Everything_in_a_cluster_names_the_version_of_its_provider()
    {
        Recording made = await Recording.OfAsync(Repository.Dev);
        Made[] inside = [.. made.All.Where(m => m.Type.StartsWith("kubernetes:", StringComparison.Ordinal) || m.Type == "pulumi:providers:kubernetes")];

        Assert.Contains(inside, m => m.Type.Contains("argoproj.io", StringComparison.Ordinal));
        Assert.All(inside, m => Assert.Equal((m.ToString(), Infra.Model.Actions.ToolTable.KubernetesVersion), (m.ToString(), m.Version)));
    }

    private const string Provider = "pulumi:providers:kubernetes";

    [Fact]
    public async Task A_cluster_is_reached_by_its_DNS_name_with_a_program_that_gives_tokens()
    {
        using var kubeconfig = await KubeconfigAsync();
        var user = kubeconfig.RootElement.GetProperty("users")[0].GetProperty("user");

        Assert.Equal("https://gke-1a2b.asia-south1.gke.goog", kubeconfig.RootElement.GetProperty("clusters")[0].GetProperty("cluster").GetProperty("server").GetString());
        Assert.Equal(["exec"], user.EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            ("gke-gcloud-auth-plugin", "client.authentication.k8s.io/v1beta1", "Never", true),
            (user.GetProperty("exec").GetProperty("command").GetString(), user.GetProperty("exec").GetProperty("apiVersion").GetString(), user.GetProperty("exec").GetProperty("interactiveMode").GetString(), user.GetProperty("exec").GetProperty("provideClusterInfo").GetBoolean()));
    }

    [Theory]
    [InlineData("token")]
    [InlineData("tokenFile")]
    [InlineData("client-certificate")]
    [InlineData("client-key")]
    [InlineData("password")]
    [InlineData("insecure-skip-tls-verify")]
    public async Task The_kubeconfig_holds_no_credential_and_trusts_no_stranger(string forbidden)
    {
        using var kubeconfig = await KubeconfigAsync();

        Assert.DoesNotContain($"\"{forbidden}", kubeconfig.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_is_known_by_project_and_name_whatever_its_kubeconfig_says()
    {
        var provider = (await MadeAsync()).One(Provider);

        Assert.Equal("setu-dev-471203/setu-dev-asia-south1", provider["clusterIdentifier"]);
    }

    [Theory]
    [InlineData("enableServerSideApply", "true")]
    [InlineData("enablePatchForce", "false")]
    [InlineData("enableSecretMutable", "true")]
    [InlineData("enableConfigMapMutable", "true")]
    [InlineData("upsertExistingObjects", "false")]
    [InlineData("deleteUnreachable", "false")]
    [InlineData("skipUpdateUnreachable", "false")]
    public async Task How_objects_are_applied_is_written_out(string option, string value) =>
        Assert.Equal(value, $"{(await MadeAsync()).One(Provider)[option]}", ignoreCase: true);

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    [InlineData("staging")]
    public async Task Each_cluster_has_one_provider_that_waits_for_its_nodes(string stack)
    {
        var settings = Repository.Named(stack);
        var made = await Recording.OfAsync(settings);

        Assert.Equal(settings.Clusters.Select(c => settings.Names.Cluster(c.Region)), made.Of(Provider).Select(p => p.Name));
        Assert.All(settings.Clusters, c =>
        {
            var name = settings.Names.Cluster(c.Region);
            Assert.Equal(
                c.NodePools.Select(pool => $"gcp:container/nodePool:NodePool {name}-{pool.Name}").Prepend($"gcp:container/cluster:Cluster {name}"),
                made.One(Provider, name).DependsOn);
        });
    }

    private static Task<Recording> MadeAsync() => Recording.OfAsync(() => _ = Samples.Connection(Repository.Dev));

    private static async Task<JsonDocument> KubeconfigAsync() => JsonDocument.Parse($"{(await MadeAsync()).One(Provider)["kubeconfig"]}");
}
