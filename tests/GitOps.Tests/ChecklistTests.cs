using System.Globalization;
using Infra.GitOps.Generators;
using Infra.GitOps.Objects;
using Infra.GitOps.Templates;
using Infra.Settings.Stacks;

namespace Infra.GitOps.Tests;

/// <summary>The security checklist, items 35 to 46, over everything that is rendered. What Pulumi installs (39, 40, 42) is tested with its module.</summary>
public sealed class ChecklistTests
{
    public static TheoryData<string> Environments => [.. Committed.Environments];

    [Theory]
    [MemberData(nameof(Environments))]
    public void Item_35_the_project_default_is_emptied(string environment)
    {
        KeptObject project = Committed.Objects(Committed.Options(environment)).Single(o => o is { Kind: "AppProject", Name: "default" });

        Assert.Equal("""{"clusterResourceWhitelist":[],"description":"Emptied: an application without a project of its own can do nothing.","destinations":[],"sourceRepos":[]}""", EncodingFunctions.ToJson(project.At("spec")));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Item_36_no_project_has_a_wildcard(string environment) =>
        Assert.All(Projects(environment), p =>
        {
            string[] fields = ["sourceRepos", "destinations", "clusterResourceWhitelist", "namespaceResourceWhitelist", "sourceNamespaces"];
            Assert.All(fields.SelectMany(f => Tree.Texts(p.At("spec", f))), text => Assert.DoesNotContain('*', text));
        });

    [Theory]
    [MemberData(nameof(Environments))]
    public void Item_36_only_the_platforms_own_projects_make_objects_of_a_whole_cluster(string environment) =>
        Assert.Equal(["addons", "platform"], Projects(environment).Where(p => p.ListAt("spec", "clusterResourceWhitelist").Count > 0).Select(p => p.Name));

    [Theory]
    [MemberData(nameof(Environments))]
    public void Every_application_is_inside_its_project(string environment)
    {
        Dictionary<string, KeptObject> projects = Projects(environment).ToDictionary(p => p.Name, StringComparer.Ordinal);

        Assert.All(Committed.Objects(Committed.Options(environment)).Where(o => o.IsApplication), a =>
        {
            KeptObject project = projects[a.TextAt("spec", "project")!];
            string[] repositories = [.. a.ListAt("spec", "sources").Append(a.At("spec", "source")).OfType<IReadOnlyDictionary<string, object?>>().Select(s => (string)s["repoURL"]!)];
            Assert.Contains(Destination(a.At("spec", "destination")), project.ListAt("spec", "destinations").Select(Destination));
            Assert.Empty(repositories.Except(Tree.Texts(project.At("spec", "sourceRepos")), StringComparer.Ordinal));
        });
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Every_object_of_a_tenant_is_one_that_the_platforms_project_allows(string environment)
    {
        RenderOptions options = Committed.Options(environment);
        KeptObject platform = Projects(environment).Single(p => p.Name == "platform");
        HashSet<string> allowed = platform.ListAt("spec", "clusterResourceWhitelist").Concat(platform.ListAt("spec", "namespaceResourceWhitelist")).Select(EncodingFunctions.ToJson).ToHashSet(StringComparer.Ordinal);

        Assert.All(Tenants(options), o =>
        {
            string api = o.TextAt("apiVersion")!;
            string group = api.Contains('/', StringComparison.Ordinal) ? api[..api.IndexOf('/', StringComparison.Ordinal)] : "";
            Assert.Contains($$"""{"group":"{{group}}","kind":"{{o.Kind}}"}""", allowed);
        });
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Items_37_and_38_the_project_of_a_set_is_literal_missing_keys_are_errors_and_deletion_is_explicit(string environment) =>
        Assert.All(Committed.Objects(Committed.Options(environment)).Where(o => o.Kind == "ApplicationSet"), s =>
        {
            Assert.DoesNotContain("{{", s.TextAt("spec", "template", "spec", "project")!, StringComparison.Ordinal);
            Assert.Equal("""["missingkey=error"]""", EncodingFunctions.ToJson(s.At("spec", "goTemplateOptions")));
            Assert.NotNull(s.At("spec", "syncPolicy", "preserveResourcesOnDeletion"));
            Assert.NotNull(s.At("spec", "syncPolicy", "applicationsSync"));
        });

    [Theory]
    [MemberData(nameof(Environments))]
    public void Item_37_no_tenant_can_write_an_application_set(string environment)
    {
        KeptObject[] objects = [.. Committed.Objects(Committed.Options(environment))];

        // What goes to the namespace of Argo CD comes from this repository, in a project that allows Applications alone.
        Assert.All(objects.Where(o => o.IsApplication && o.TextAt("spec", "destination", "namespace") == "argocd"), a =>
        {
            Assert.Equal("clusters", a.TextAt("spec", "project"));
            Assert.Equal("https://github.com/setu-retail/infra", a.TextAt("spec", "source", "repoURL"));
        });
        Assert.All(objects.Where(o => o.Kind == "AppProject" && o.ListAt("spec", "destinations").Any(d => EncodingFunctions.ToJson(d).Contains("\"argocd\"", StringComparison.Ordinal))), p =>
        {
            Assert.Equal("clusters", p.Name);
            Assert.Equal("""[{"group":"argoproj.io","kind":"Application"}]""", EncodingFunctions.ToJson(p.At("spec", "namespaceResourceWhitelist")));
            Assert.Empty(p.ListAt("spec", "clusterResourceWhitelist"));
            Assert.Equal(["https://github.com/setu-retail/infra"], p.ListAt("spec", "sourceRepos"));
        });
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Item_41_charts_are_pinned_and_their_images_come_through_the_regions_repositories(string environment)
    {
        RenderOptions options = Committed.Options(environment);
        KeptObject[] addOns = [.. Committed.Objects(options).Where(o => o.IsApplication && o.TextAt("spec", "project") == "addons")];

        Assert.NotEmpty(addOns);
        Assert.All(addOns, a =>
        {
            IReadOnlyDictionary<string, object?> chart = (IReadOnlyDictionary<string, object?>)a.ListAt("spec", "sources")[0]!;
            Assert.Matches("^v?[0-9]+\\.[0-9]+\\.[0-9]+$", (string)chart["targetRevision"]!);
            IEnumerable<string> images = ((List<object?>)((IReadOnlyDictionary<string, object?>)chart["helm"]!)["parameters"]!).Cast<IReadOnlyDictionary<string, object?>>().Select(p => (string)p["value"]!);
            Assert.All(images, i => Assert.StartsWith($"{a.TextAt("metadata", "labels", "region")}-docker.pkg.dev/{options.Settings.Project}/", i, StringComparison.Ordinal));
        });
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Items_43_to_45_stores_are_namespaced_use_an_identity_and_hold_no_secret(string environment)
    {
        RenderOptions options = Committed.Options(environment);
        KeptObject[] objects = [.. Tenants(options)];
        KeptObject[] stores = [.. objects.Where(o => o.Kind == "SecretStore")];

        Assert.NotEmpty(stores);
        Assert.DoesNotContain(objects, o => o.Kind is "ClusterSecretStore" or "ClusterExternalSecret" or "PushSecret" or "Secret");
        Assert.All(stores, s =>
        {
            string account = s.TextAt("spec", "provider", "gcpsm", "auth", "workloadIdentity", "serviceAccountRef", "name")!;
            Assert.Equal("external-secrets.io/v1", s.TextAt("apiVersion"));
            Assert.Equal(options.Settings.Project.Value, s.TextAt("spec", "provider", "gcpsm", "projectID"));
            Assert.Null(s.At("spec", "provider", "gcpsm", "auth", "secretRef"));

            // Item 44: a token of the named account and of no other.
            KeptObject role = objects.Single(o => o.Kind == "Role" && o.Namespace == s.Namespace && o.Name == $"{account}-token");
            Assert.Equal($$"""[{"apiGroups":[""],"resourceNames":["{{account}}"],"resources":["serviceaccounts/token"],"verbs":["create"]}]""", EncodingFunctions.ToJson(role.At("rules")));
        });
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Item_45_each_secret_is_owned_and_in_production_pinned(string environment)
    {
        RenderOptions options = Committed.Options(environment);
        KeptObject[] secrets = [.. Tenants(options).Where(o => o.Kind == "ExternalSecret")];

        // Argo CD's own credentials come with its module, before there is anything that could follow Git.
        WorkloadSettings[] workloads = [.. options.Settings.Workloads.Where(w => w.Namespace.Value != "argocd")];
        string expected = string.Join('\n', options.Settings.Secrets
            .SelectMany(s => s.Consumers.SelectMany(c => workloads.Where(w => w.Name == c)).Select(w => $"{s.Id} {w.Namespace}")).Order(StringComparer.Ordinal));

        Assert.Equal(expected, string.Join('\n', secrets.Select(s => $"{Remote(s)["key"]} {s.Namespace}").Order(StringComparer.Ordinal)));
        Assert.All(secrets, s =>
        {
            Assert.Equal("external-secrets.io/v1", s.TextAt("apiVersion"));
            Assert.Equal("Owner", s.TextAt("spec", "target", "creationPolicy"));
            Assert.Equal("SecretStore", s.TextAt("spec", "secretStoreRef", "kind"));
            Assert.Equal("true", s.TextAt("spec", "target", "template", "metadata", "annotations", "reloader.stakater.com/match"));
            Assert.Null(s.At("spec", "target", "template", "data"));
            string version = (string)Remote(s)["version"]!;
            Assert.Equal(options.IsProduction ? options.Release.Secrets[(string)Remote(s)["key"]!].ToString(CultureInfo.InvariantCulture) : "latest", version);
            Assert.Equal(options.IsProduction ? "1h0m0s" : "1m0s", s.TextAt("spec", "refreshInterval"));
        });
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Item_46_every_namespace_takes_restricted_pods_only(string environment)
    {
        KeptObject[] objects = [.. Committed.Objects(Committed.Options(environment))];
        IEnumerable<object?> labels = objects.Where(o => o.Kind == "Namespace").Select(o => o.At("metadata", "labels"))
            .Concat(objects.Where(o => o.IsApplication && Tree.Texts(o.At("spec", "syncPolicy", "syncOptions")).Contains("CreateNamespace=true")).Select(o => o.At("spec", "syncPolicy", "managedNamespaceMetadata", "labels")));

        Assert.All(labels, l => Assert.Equal("restricted", ((IReadOnlyDictionary<string, object?>)l!)["pod-security.kubernetes.io/enforce"]));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Every_namespace_of_a_team_has_its_bounds(string environment)
    {
        RenderOptions options = Committed.Options(environment);
        ILookup<string, KeptObject> bySpace = Tenants(options).ToLookup(o => o.Namespace, StringComparer.Ordinal);

        Assert.All(options.Catalog.Tenants.SelectMany(t => t.Teams.Select(team => (Tenant: t, Space: options.Namespace(t, team)))), team =>
        {
            KeptObject quota = bySpace[team.Space].Single(o => o.Kind == "ResourceQuota");
            Assert.Equal(
                (team.Tenant.Cpu.ToString(CultureInfo.InvariantCulture), $"{team.Tenant.MemoryGi}Gi", $"{team.Tenant.StorageGi}Gi"),
                (quota.TextAt("spec", "hard", "requests.cpu"), quota.TextAt("spec", "hard", "requests.memory"), quota.TextAt("spec", "hard", "requests.storage")));
            Assert.Single(bySpace[team.Space], o => o.Kind == "LimitRange");
            Assert.Equal(
                ["allow-dns", "allow-google-apis", "allow-load-balancers", "allow-metrics", "allow-same-namespace", "allow-workload-identity", "default-deny"],
                bySpace[team.Space].Where(o => o.Kind == "NetworkPolicy").Select(o => o.Name));
        });
    }

    [Fact]
    public void The_quota_of_a_tenant_that_says_nothing_is_100_cores_200_gigabytes_and_10_terabytes()
    {
        KeptObject quota = Tenants(Committed.Options("prod")).Single(o => o is { Kind: "ResourceQuota", Namespace: "payments-settlement-prod" });

        Assert.Equal("""{"requests.cpu":"100","requests.memory":"200Gi","requests.storage":"10240Gi","services.loadbalancers":"0","services.nodeports":"0"}""", EncodingFunctions.ToJson(quota.At("spec", "hard")));
    }

    private static IEnumerable<KeptObject> Projects(string environment) => Committed.Objects(Committed.Options(environment)).Where(o => o.Kind == "AppProject");

    private static IEnumerable<KeptObject> Tenants(RenderOptions options) =>
        Committed.Objects(Renderer.Render(options).Where(f => f.Path.StartsWith("tenants/", StringComparison.Ordinal)));

    // Argo CD matches each part alone, and a namespace that is not said as an empty one (AppProject.IsDestinationPermitted).
    private static (object?, object?) Destination(object? destination)
    {
        IReadOnlyDictionary<string, object?> parts = (IReadOnlyDictionary<string, object?>)destination!;
        return (parts["name"], parts.GetValueOrDefault("namespace") ?? "");
    }

    private static IReadOnlyDictionary<string, object?> Remote(KeptObject secret) =>
        (IReadOnlyDictionary<string, object?>)((IReadOnlyDictionary<string, object?>)secret.ListAt("spec", "data").Single()!)["remoteRef"]!;
}
