using System.Text.Json;
using Infra.Cloud.ArgoCdHub;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.Cloud.Tests.ArgoCdHub;

public sealed class ArgoCdClusterTests
{
    private const string Secret = "kubernetes:core/v1:Secret";
    private const string Binding = "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding";
    private const string Application = "kubernetes:argoproj.io/v1alpha1:Application";

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task Every_cluster_the_hub_included_is_a_secret_on_the_hub_with_what_the_contract_says_and_nothing_else(string stack)
    {
        var settings = Repository.Named(stack);
        var secrets = (await Recording.OfAsync(settings)).Of(Secret);
        Assert.Equal(settings.Clusters.Select(c => $"cluster-{settings.Names.Cluster(c.Region)}"), secrets.Select(s => $"{s["metadata.name"]}"));
        foreach (var (cluster, secret) in settings.Clusters.Zip(secrets))
        {
            Assert.Equal(ClusterContract.LabelsOf(settings.Stack, cluster).Add("argocd.argoproj.io/secret-type", "cluster"), Texts(secret, "metadata.labels"));
            Assert.Equal(ClusterContract.AnnotationsOf(Samples.Source.Release, cluster.Region), Texts(secret, "metadata.annotations"));
            Assert.Contains($"::{settings.Names.Cluster(settings.Hub.Region)}::", secret.Provider, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_cluster_is_signed_in_to_with_a_token_of_the_pods_account_and_its_certificate_is_checked()
    {
        var made = await Recording.OfAsync(() => _ = new ArgoCdCluster("delhi", new()
        {
            Settings = Repository.Prod,
            Cluster = Repository.Prod.Clusters[1],
            Endpoint = Pulumi.Output.Create("gke-9f8e.asia-south2.gke.goog"),
        }));
        var data = (IReadOnlyDictionary<string, object>)made.One(Secret)["stringData"]!;
        using var config = JsonDocument.Parse($"{data["config"]}");
        Assert.Equal(("setu-prod-asia-south2", "https://gke-9f8e.asia-south2.gke.goog"), (data["name"], data["server"]));
        Assert.Equal(
            """{"execProviderConfig":{"apiVersion":"client.authentication.k8s.io/v1beta1","command":"argocd-k8s-auth","args":["gcp"]},"tlsClientConfig":{"insecure":false}}""",
            config.RootElement.GetRawText());
    }

    [Fact]
    public async Task In_every_cluster_the_controller_is_an_administrator_and_the_server_only_looks()
    {
        var bindings = (await Recording.OfAsync(Repository.Prod)).Of(Binding);
        Assert.Equal(
            [
                "setu-prod-asia-south1 cluster-admin User setu-prod-argo-sync@setu-prod-730914.iam.gserviceaccount.com",
                "setu-prod-asia-south1 view User setu-prod-argo-ui@setu-prod-730914.iam.gserviceaccount.com",
                "setu-prod-asia-south2 cluster-admin User setu-prod-argo-sync@setu-prod-730914.iam.gserviceaccount.com",
                "setu-prod-asia-south2 view User setu-prod-argo-ui@setu-prod-730914.iam.gserviceaccount.com",
            ],
            bindings.Select(b => $"{Repository.Prod.Clusters.Select(c => Repository.Prod.Names.Cluster(c.Region)).Single(c => b.Provider!.Contains(c, StringComparison.Ordinal))} {b["roleRef.name"]} {b["subjects[0].kind"]} {b["subjects[0].name"]}"));
    }

    [Fact]
    public async Task In_Google_Cloud_both_may_connect_to_clusters_and_nothing_else()
    {
        var made = await Recording.OfAsync(Repository.Prod);
        var role = made.One("gcp:projects/iAMCustomRole:IAMCustomRole");
        Assert.Equal(["container.clusters.connect"], role.Texts("permissions"));
        string[] accounts = ["setu-prod-argo-sync", "setu-prod-argo-ui"];
        var granted = made.All.Where(m => m["member"] is string member && accounts.Any(a => member.Contains(a, StringComparison.Ordinal))).ToArray();
        Assert.Equal(["gcp:projects/iAMMember:IAMMember", "gcp:projects/iAMMember:IAMMember"], granted.Select(g => g.Type));
        Assert.All(granted, g => Assert.Equal("id/IAMCustomRole/setu-prod-argocd-identity", g["role"]));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task The_root_Application_follows_the_release_and_deletes_nothing_when_it_goes(string stack)
    {
        var root = (await Recording.OfAsync(Repository.Named(stack))).One(Application);
        Assert.Null(root["metadata.finalizers"]);
        Assert.Equal(
            ("https://github.com/setu-retail/infra", "8b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b", $"gitops/{stack}"),
            (root["spec.source.repoURL"], root["spec.source.targetRevision"], root["spec.source.path"]));
        Assert.Equal(("root", $"setu-{stack}-asia-south1", "argocd", true, true), (root["spec.project"], root["spec.destination.name"], root["spec.destination.namespace"], root["spec.syncPolicy.automated.prune"], root["spec.syncPolicy.automated.selfHeal"]));
    }

    [Fact]
    public async Task The_project_of_the_root_may_keep_projects_and_sets_on_the_hub_and_nothing_else()
    {
        var project = (await Recording.OfAsync(Repository.Prod)).One("kubernetes:argoproj.io/v1alpha1:AppProject");
        Assert.Equal(["https://github.com/setu-retail/infra"], project.Texts("spec.sourceRepos"));
        Assert.Empty(project.Texts("spec.clusterResourceWhitelist"));
        Assert.Equal(("AppProject", "ApplicationSet", null), (project["spec.namespaceResourceWhitelist[0].kind"], project["spec.namespaceResourceWhitelist[1].kind"], project["spec.namespaceResourceWhitelist[2].kind"]));
        Assert.Equal(("setu-prod-asia-south1", "argocd", null), (project["spec.destinations[0].name"], project["spec.destinations[0].namespace"], project["spec.destinations[1]"]));
    }

    [Fact]
    public async Task An_environment_without_a_release_has_no_root_Application_and_its_clusters_name_none()
    {
        var made = await Recording.OfAsync(Repository.Dev, released: false);
        Assert.Empty(made.Of(Application));
        Assert.All(made.Of(Secret), s => Assert.Empty(Texts(s, "metadata.annotations")));
    }

    private static SortedDictionary<string, string> Texts(Made made, string path) =>
        new(((IReadOnlyDictionary<string, object>)made[path]!).ToDictionary(e => e.Key, e => $"{e.Value}"), StringComparer.Ordinal);
}
