using Infra.GitOps.Generators;
using Infra.GitOps.Objects;
using Infra.GitOps.Templates;
using Infra.Model.Manifests;
using Infra.Settings.Platform;

namespace Infra.GitOps.Tests;

/// <summary>What comes to every cluster with an add-on: its chart, the bounds of its namespace and, with Kyverno, the policies of admission.</summary>
public sealed class AddOnTests
{
    public static TheoryData<string> Environments => [.. Committed.Environments];

    [Theory]
    [MemberData(nameof(Environments))]
    public void Each_add_on_brings_the_policies_of_its_namespace_in_its_own_application(string environment)
    {
        RenderOptions options = Committed.Options(environment);
        RenderedFile[] files = [.. Renderer.Render(options)];

        Assert.All(options.Catalog.AddOns, addOn => Assert.All(options.Settings.Clusters, c =>
        {
            string path = Assert.Single(Paths(options, $"{c.Region}-{addOn.Name}"), p => p.StartsWith($"gitops/{environment}/addons/", StringComparison.Ordinal));
            KeptObject[] objects = [.. Objects(files.Where(f => $"gitops/{environment}/{f.Path}".StartsWith($"{path}/", StringComparison.Ordinal)))];
            Assert.NotEmpty(objects);
            Assert.All(objects, o => Assert.Equal((addOn.Namespace.Value, "NetworkPolicy"), (o.Namespace, o.Kind)));
        }));
    }

    [Fact]
    public void In_the_namespace_of_an_add_on_all_is_denied_but_what_is_named() => Assert.Equal(
        """
        cert-manager: allow-dns allow-kubernetes-api allow-metrics allow-same-namespace allow-webhooks default-deny
        kyverno: allow-dns allow-google-apis allow-kubernetes-api allow-metrics allow-same-namespace allow-webhooks allow-workload-identity default-deny
        metrics: allow-dns allow-kubernetes-api allow-measuring allow-same-namespace allow-webhooks default-deny
        reloader: allow-dns allow-kubernetes-api allow-metrics allow-same-namespace default-deny
        """,
        string.Join('\n', Bounds("prod").GroupBy(o => o.Namespace, StringComparer.Ordinal).Select(g => $"{g.Key}: {string.Join(' ', g.Select(o => o.Name).Order(StringComparer.Ordinal))}")));

    [Fact]
    public void Without_keys_of_images_Kyverno_reaches_no_registry()
    {
        RenderOptions options = Committed.Options("prod");
        KeptObject[] bounds = [.. Objects(Renderer.Render(options with { Settings = options.Settings with { ImageKeys = [] } }).Where(f => f.Path == "addons/kyverno/network.yaml"))];

        Assert.Equal(["allow-dns", "allow-kubernetes-api", "allow-metrics", "allow-same-namespace", "allow-webhooks", "default-deny"], bounds.Select(o => o.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("default-deny", """{"podSelector":{},"policyTypes":["Ingress","Egress"]}""")]
    [InlineData("allow-kubernetes-api", """{"egress":[{"ports":[{"port":443,"protocol":"TCP"}],"to":[{"ipBlock":{"cidr":"10.64.16.0/28"}},{"ipBlock":{"cidr":"10.96.16.0/28"}}]}],"podSelector":{},"policyTypes":["Egress"]}""")]
    [InlineData("allow-webhooks", """{"ingress":[{"from":[{"ipBlock":{"cidr":"10.64.16.0/28"}},{"ipBlock":{"cidr":"10.96.16.0/28"}},{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"kube-system"}},"podSelector":{"matchLabels":{"k8s-app":"konnectivity-agent"}}}],"ports":[{"port":9443,"protocol":"TCP"}]}],"podSelector":{},"policyTypes":["Ingress"]}""")]
    [InlineData("allow-metrics", """{"ingress":[{"from":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"metrics"}}}]}],"podSelector":{},"policyTypes":["Ingress"]}""")]
    public void Kyverno_is_reached_by_the_control_plane_and_by_what_measures_and_reaches_the_control_plane(string policy, string spec) =>
        Assert.Equal(spec, EncodingFunctions.ToJson(Bounds("prod").Single(o => o.Namespace == "kyverno" && o.Name == policy).At("spec")));

    [Theory]
    [MemberData(nameof(Environments))]
    public void The_policies_of_admission_come_to_every_cluster_in_one_application_with_what_enforces_them(string environment)
    {
        RenderOptions options = Committed.Options(environment);
        string path = $"gitops/{environment}/policies";
        string[] committed = Directory.GetFiles(Path.Combine(Committed.Root, path));

        Assert.NotEmpty(committed);
        Assert.Equal(
            options.Settings.Clusters.Select(c => $"{c.Region}-kyverno").Order(StringComparer.Ordinal),
            Committed.Objects(options).Where(o => o.IsApplication && Paths(o).Contains(path)).Select(o => o.Name).Order(StringComparer.Ordinal));
        Assert.All(Objects(committed.Select(f => new RenderedFile(Path.GetFileName(f), File.ReadAllText(f)))), policy =>
        {
            Assert.Equal(("ClusterPolicy", "kyverno.io/v1"), (policy.Kind, policy.TextAt("apiVersion")));

            // The chart, whose objects have no wave, is there and answers before the first of them.
            Assert.Equal("1", policy.TextAt("metadata", "annotations", "argocd.argoproj.io/sync-wave"));
        });
        Assert.Contains(
            """{"group":"kyverno.io","kind":"ClusterPolicy"}""",
            Committed.Objects(options).Single(o => o is { Kind: "AppProject", Name: "addons" }).ListAt("spec", "clusterResourceWhitelist").Select(EncodingFunctions.ToJson));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Without_kyverno_in_the_release_no_application_brings_policies_that_nobody_would_know(string environment)
    {
        RenderOptions options = Committed.Options(environment, ($"{environment}/release.yaml", "  kyverno: \"3.9.0\"\n", ""));

        Assert.DoesNotContain(Committed.Objects(options), o => o.IsApplication && Paths(o).Any(p => p.EndsWith("/policies", StringComparison.Ordinal)));
    }

    [Fact]
    public void Kyverno_asks_for_nothing_that_keeps_a_cluster_running()
    {
        KeptObject values = Values("values");
        object? excluded = values.At("config", "webhooks", "namespaceSelector", "matchExpressions");

        // Whatever else is in the namespace default is a tenant's or a mistake, and Kyverno leaves out its own namespace by itself.
        IEnumerable<string> expected = PlatformNamespaces.All.Concat(Committed.Options("prod").Catalog.AddOns.Select(a => a.Namespace.Value)).Except(["default", "kyverno"], StringComparer.Ordinal);
        Assert.Equal(
            $$"""[{"key":"kubernetes.io/metadata.name","operator":"NotIn","values":[{{string.Join(',', expected.Order(StringComparer.Ordinal).Select(n => $"\"{n}\""))}}]}]""",
            EncodingFunctions.ToJson(excluded));
    }

    [Theory]
    [InlineData("staging")]
    [InlineData("prod")]
    public void Where_admission_refuses_three_answer_and_two_stay_whatever_is_upgraded(string environment)
    {
        KeptObject values = Values($"values-{environment}");

        Assert.Equal("3", $"{values.At("admissionController", "replicas")}");
        Assert.Equal("""{"enabled":true,"minAvailable":2}""", EncodingFunctions.ToJson(values.At("admissionController", "podDisruptionBudget")));
    }

    private static KeptObject Values(string file) => new("Values", "", file, (Dictionary<string, object?>)YamlValues.Read(Committed.Read($"catalog/addons/kyverno/{file}.yaml"))!);

    private static KeptObject[] Bounds(string environment) =>
        [.. Objects(Renderer.Render(Committed.Options(environment)).Where(f => f.Path.StartsWith("addons/", StringComparison.Ordinal)))];

    private static IEnumerable<KeptObject> Objects(IEnumerable<RenderedFile> files) => Committed.Objects(files);

    private static IEnumerable<string> Paths(RenderOptions options, string application) => Paths(Committed.Objects(options).Single(o => o.IsApplication && o.Name == application));

    private static IEnumerable<string> Paths(KeptObject application) => application.ListAt("spec", "sources")
        .Cast<IReadOnlyDictionary<string, object?>>().Select(s => s.GetValueOrDefault("path")).OfType<string>();
}
