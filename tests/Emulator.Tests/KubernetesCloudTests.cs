using Infra.Machine.Files;
using Infra.Model.Backends;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Emulator.Tests;

/// <summary>The pretended clusters refuse what an API server refuses.</summary>
public sealed class KubernetesCloudTests : IDisposable
{
    private const string Namespace = "kubernetes:core/v1:Namespace";
    private const string Secret = "kubernetes:core/v1:Secret";
    private const string Release = "kubernetes:helm.sh/v3:Release";
    private const string Store = "kubernetes:external-secrets.io/v1:SecretStore";
    private readonly string folder = Directory.CreateTempSubdirectory("infra-kubernetes-").FullName;
    private readonly PropertyMap hub = Provider("hub");
    private readonly LocalCloud cloud;

    public KubernetesCloudTests() => cloud = LocalCloud.Open(new DiskFileSystem(), folder, "dev");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void An_object_in_a_namespace_that_does_not_exist_is_refused() =>
        Assert.Equal("404 NotFound: namespaces \"argocd\" not found", Refused(Secret, Object("login", "argocd")));

    [Fact]
    public void A_chart_in_a_namespace_that_does_not_exist_is_refused() =>
        Assert.Equal("404 NotFound: namespaces \"argocd\" not found", Refused(Release, Chart("argo-cd", "argocd")));

    [Theory]
    [InlineData("default")]
    [InlineData("kube-system")]
    [InlineData(null)]
    public void Every_cluster_has_the_namespaces_of_its_own(string? space) => Make(Secret, Object("login", space));

    [Fact]
    public void A_namespace_is_in_its_own_cluster_only()
    {
        Make(Namespace, Object("argocd"));

        CloudException refusal = Assert.Throws<CloudException>(() => cloud.Create(Urn(Secret), Object("login", "argocd"), Provider("other")));

        Assert.Equal("404 NotFound: namespaces \"argocd\" not found", refusal.Message);
    }

    [Theory]
    [InlineData("external-secrets.io/v1", "SecretStore")]
    [InlineData("external-secrets.io/v1", "ExternalSecret")]
    [InlineData("argoproj.io/v1alpha1", "AppProject")]
    [InlineData("argoproj.io/v1alpha1", "Application")]
    public void A_kind_that_no_chart_has_brought_is_refused(string version, string kind)
    {
        Make(Namespace, Object("argocd"));
        PropertyMap inputs = Object("a", "argocd").With("spec", Spec("provider", "project", "destination"));

        Assert.Equal($"404 NotFound: no matches for kind \"{kind}\" in version \"{version}\"", Refused($"kubernetes:{version}:{kind}", inputs));
    }

    [Fact]
    public void A_kind_is_there_once_its_chart_is_in_the_same_cluster_whatever_its_version()
    {
        Make(Namespace, Object("argocd"));
        cloud.Create(Urn(Release), Chart("external-secrets", "default"), Provider("other"));
        PropertyMap store = Object("argocd", "argocd").With("spec", Spec("provider"));
        string before = Refused(Store, store);
        Make(Release, Chart("external-secrets", "default").With("version", PropertyValue.Of("99.0.0-unknown")));

        Assert.Equal("404 NotFound: no matches for kind \"SecretStore\" in version \"external-secrets.io/v1\"", before);
        Assert.Equal("hub/argocd/argocd", Make(Store, store).Id);
    }

    [Fact]
    public void A_name_that_is_taken_in_the_namespace_is_refused_and_free_in_another()
    {
        Make(Namespace, Object("a"));
        Make(Namespace, Object("b"));
        Make(Secret, Object("login", "a"));
        Make(Secret, Object("login", "b"));

        Assert.Equal("409 alreadyExists: 'hub/a/login' already exists. Import it, or give the new one another name.", Refused(Secret, Object("login", "a")));
    }

    [Fact]
    public void A_cluster_takes_the_objects_in_it_along_and_no_others()
    {
        PropertyMap google = PropertyMap.Empty.With("project", PropertyValue.Of("setu-dev"));
        cloud.Create(Urn("gcp:projects/service:Service"), google.With("service", PropertyValue.Of("container.googleapis.com")), google);
        CloudObject cluster = cloud.Create(
            Urn("gcp:container/cluster:Cluster"),
            google.With("name", PropertyValue.Of("hub")).With("location", PropertyValue.Of("asia-south1")).With("deletionProtection", PropertyValue.Of(false)),
            google);
        CloudObject inside = cloud.Create(Urn(Namespace), Object("argocd"), Provider("setu-dev/hub"));
        CloudObject elsewhere = cloud.Create(Urn(Namespace), Object("argocd"), Provider("setu-dev/other"));

        cloud.Delete(cluster.Type, cluster.Id, cluster.Inputs);

        Assert.Null(cloud.Read(Namespace, inside.Id));
        Assert.NotNull(cloud.Read(Namespace, elsewhere.Id));
    }

    [Theory]
    [InlineData(Secret, "type", true)]
    [InlineData(Secret, "stringData.server", false)]
    [InlineData(Secret, "metadata.name", true)]
    [InlineData(Secret, "metadata.namespace", true)]
    [InlineData(Secret, "metadata.labels.wave", false)]
    [InlineData(Namespace, "metadata.labels[\"pod-security.kubernetes.io/enforce\"]", false)]
    [InlineData("kubernetes:rbac.authorization.k8s.io/v1:RoleBinding", "roleRef.name", true)]
    [InlineData("kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding", "roleRef.name", true)]
    [InlineData(Release, "namespace", true)]
    [InlineData(Release, "version", false)]
    [InlineData(Release, "values.replicaCount", false)]
    public void Fields_that_an_API_server_does_not_change_force_replacement_and_others_do_not(string type, string path, bool forces) =>
        Assert.Equal(forces, cloud.ForcesReplacement(type, path, PropertyValue.Of("a"), PropertyValue.Of("b")));

    [Fact]
    public void Every_problem_of_an_object_is_named_at_once() =>
        Assert.Equal(
            [
                "there is no input 'specs' (provider page external-secrets.io/v1 SecretStore).",
                "spec is missing; it must be given (provider page external-secrets.io/v1 SecretStore).",
                "metadata.name is 'Not_A_Name'; it is 1 to 253 lower-case letters, digits, hyphens and dots, and begins and ends with a letter or digit (provider page external-secrets.io/v1 SecretStore).",
            ],
            cloud.Check(Store, Object("Not_A_Name", "argocd").With("specs", PropertyValue.Of("x"))));

    private static PropertyMap Provider(string cluster) => PropertyMap.Empty.With("clusterIdentifier", PropertyValue.Of(cluster));

    private static PropertyMap Object(string name, string? space = null)
    {
        PropertyMap metadata = PropertyMap.Empty.With("name", PropertyValue.Of(name));
        return PropertyMap.Empty.With("metadata", PropertyValue.Of(space is null ? metadata : metadata.With("namespace", PropertyValue.Of(space))));
    }

    private static PropertyMap Chart(string chart, string space) =>
        PropertyMap.Empty.With("chart", PropertyValue.Of(chart)).With("name", PropertyValue.Of(chart)).With("namespace", PropertyValue.Of(space));

    private static PropertyValue Spec(params string[] names) =>
        PropertyValue.Of(PropertyMap.From(names.Select(n => KeyValuePair.Create(n, PropertyValue.Of("given")))));

    private static Urn Urn(string type) => Infra.Model.Plans.Urn.Child("dev", "infra", Infra.Model.Plans.Urn.Root("dev", "infra"), type, "thing");

    private CloudObject Make(string type, PropertyMap inputs) => cloud.Create(Urn(type), inputs, hub);

    private string Refused(string type, PropertyMap inputs) => Assert.Throws<CloudException>(() => Make(type, inputs)).Message;
}
