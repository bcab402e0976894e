using Infra.Cloud.Clusters;
using Infra.Settings.Stacks;

namespace Infra.Cloud.Tests.Charts;

public sealed class ChartValuesTests
{
    private const string Release = "kubernetes:helm.sh/v3:Release";

    public static TheoryData<string> Stacks => ["dev", "prod", "staging"];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Every_value_of_every_release_is_one_that_its_chart_has(string stack)
    {
        var releases = (await Recording.OfAsync(Repository.Named(stack))).Of(Release);

        Assert.NotEmpty(releases);
        Assert.All(releases, r => Assert.Empty(ChartKeys.Of($"{r["chart"]}").Unknown((IReadOnlyDictionary<string, object>)r["values"]!)));
    }

    [Theory]
    [InlineData("argo-cd", "server.replica", "server.replica")]
    [InlineData("argo-cd", "sever.replicas", "sever")]
    [InlineData("argo-cd", "redis-ha.haproxy.hardAntiAfinity", "redis-ha.haproxy.hardAntiAfinity")]
    [InlineData("external-secrets", "webhook.image.repo", "webhook.image.repo")]
    [InlineData("external-secrets", "rbac.serviceAccountTokensCreate", "rbac.serviceAccountTokensCreate")]
    [InlineData("external-secrets", "crds", "crds is no map")]
    public void A_value_that_a_chart_does_not_have_is_found(string chart, string path, string unknown)
    {
        object value = 1;
        foreach (var key in path.Split('.').Reverse())
        {
            value = new Dictionary<string, object>(StringComparer.Ordinal) { [key] = value };
        }

        Assert.Equal([unknown], ChartKeys.Of(chart).Unknown((Dictionary<string, object>)value));
    }

    [Theory]
    [InlineData("argo-cd", "controller.nodeSelector.disk", "configs.cm.url", "configs.params.otlp.address")]
    [InlineData("external-secrets", "nodeSelector.disk", "resources.limits", "webhook.affinity.nodeAffinity")]
    public void Below_an_empty_default_anything_may_stand(string chart, params string[] paths) =>
        Assert.All(paths, path =>
        {
            object value = 1;
            foreach (var key in path.Split('.').Reverse())
            {
                value = new Dictionary<string, object>(StringComparer.Ordinal) { [key] = value };
            }

            Assert.Empty(ChartKeys.Of(chart).Unknown((Dictionary<string, object>)value));
        });

    [Fact]
    public void The_keys_are_those_of_the_pinned_versions()
    {
        Assert.Contains($" {HelmChart.ArgoCd.Name} {HelmChart.ArgoCd.Version},", Repository.Read("tests/Cloud.Tests/Charts/argo-cd.keys.txt"), StringComparison.Ordinal);
        Assert.Contains($" {HelmChart.ExternalSecrets.Name} {HelmChart.ExternalSecrets.Version},", Repository.Read("tests/Cloud.Tests/Charts/external-secrets.keys.txt"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_release_is_pinned_comes_whole_or_not_at_all_and_waits(string stack) =>
        Assert.All((await Recording.OfAsync(Repository.Named(stack))).Of(Release), r =>
        {
            var chart = $"{r["chart"]}" == "argo-cd" ? HelmChart.ArgoCd : HelmChart.ExternalSecrets;
            Assert.Equal((chart.Version, chart.Repository), (r["version"], r["repositoryOpts.repo"]));
            Assert.Equal((true, true, false, true, false), (r["atomic"], r["cleanupOnFail"], r["skipAwait"], r["waitForJobs"], r["createNamespace"]));
            Assert.Equal(("900", "5"), ($"{r["timeout"]}", $"{r["maxHistory"]}"));
        });

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Every_image_comes_through_the_registry_of_the_clusters_region(string stack)
    {
        var settings = Repository.Named(stack);
        var repositories = (await Recording.OfAsync(settings)).Of(Release).SelectMany(r => Images(r["values"]!, "").Select(i => (Release: r.Name, Image: i)));

        Assert.NotEmpty(repositories);
        Assert.All(repositories, i => Assert.Contains(settings.Clusters, c => i.Image.StartsWith($"{c.Region}-docker.pkg.dev/{settings.Project}/", StringComparison.Ordinal)
            && (i.Release.Contains($"{c.Region}", StringComparison.Ordinal) || (c.Hub && i.Release == settings.Names.Of("argocd")))));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task No_value_is_a_secret_or_has_the_form_of_one(string stack) =>
        Assert.All((await Recording.OfAsync(Repository.Named(stack))).Of(Release), r => Assert.DoesNotMatch("(?i)BEGIN [A-Z ]*PRIVATE KEY|gh[pousr]_[A-Za-z0-9]{20}|xox[abp]-", System.Text.Json.JsonSerializer.Serialize(r["values"])));

    private static IEnumerable<string> Images(object value, string key) => value switch
    {
        IReadOnlyDictionary<string, object> map => map.SelectMany(e => Images(e.Value, e.Key)),
        string text when key == "repository" => [text],
        _ => [],
    };
}
