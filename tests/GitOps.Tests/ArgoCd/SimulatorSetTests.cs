namespace Infra.GitOps.Tests;

/// <summary>What becomes of the Applications of a set, by the facts of Argo CD's source.</summary>
public sealed class SimulatorSetTests
{
    private const string Finalizer = "resources-finalizer.argocd.argoproj.io";
    private readonly SimulatedWorld world = new();

    public SimulatorSetTests() => world.Repo.Commit(("apps/one", Manifests.Objects(0, "ConfigMap/x=1")), ("apps/two", Manifests.Objects(0, "ConfigMap/x=1")));

    [Fact]
    public void A_set_makes_an_Application_for_each_cluster_and_follows_its_secret()
    {
        world.Put(Set("sync"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(["app-one"], world.Simulator.Applications.Keys);
        Assert.Equal([Finalizer], world.App("app-one").Live.Finalizers);
        world.Simulator.Register(Manifests.Cluster("two", ("kind", "workload"), ("note", "first")));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal("first", world.App("app-two").Live.Manifest.Text("metadata", "labels", "note"));
        world.Simulator.Register(Manifests.Cluster("two", ("kind", "workload"), ("note", "second")));
        world.Simulator.Step();
        Assert.Equal("second", world.App("app-two").Live.Manifest.Text("metadata", "labels", "note"));
    }

    [Fact]
    public void What_a_person_writes_into_an_Application_is_taken_back_and_what_is_preserved_stays()
    {
        world.Put(Set("sync", "preservedFields: {annotations: [kept], labels: [kept]}"));
        world.Simulator.RunUntilQuiet();
        LiveObject live = world.App("app-one").Live;
        Dictionary<string, object?> manifest = live.Manifest.Copy();
        foreach (string field in new[] { "annotations", "labels" })
        {
            manifest.Set("1", "metadata", field, "kept");
            manifest.Set("1", "metadata", field, "lost");
        }

        manifest.Set("1", "metadata", "annotations", "argocd.argoproj.io/refresh");
        manifest.Set("elsewhere", "spec", "source", "path");
        world.Simulator.Hub.Write(live, manifest);
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal("apps/one", live.Manifest.Text("spec", "source", "path"));
        Assert.Equal(["argocd.argoproj.io/refresh", "kept"], live.Manifest.Map("metadata", "annotations").Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["kept", "note"], live.Manifest.Map("metadata", "labels").Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("sync", "", false, true)]
    [InlineData("create-update", "", true, true)]
    [InlineData("create-only", "", true, true)]
    public void A_cluster_that_is_gone_takes_its_Application_where_the_policy_deletes_and_what_it_has_stays(string policy, string more, bool stays, bool objectStays)
    {
        ClusterApi two = world.Simulator.Register(Manifests.Cluster("two", ("kind", "workload")));
        world.Put(Set(policy, more));
        world.Simulator.RunUntilQuiet();
        world.Simulator.Unregister("two");
        world.Simulator.RunUntilQuiet(TimeSpan.FromHours(1));
        Assert.Equal(stays, world.Simulator.Applications.ContainsKey("app-two"));
        Assert.Equal(objectStays, two.Objects.Any(o => o.Key.Name == "x"));
        Assert.Equal(stays ? "Unknown" : null, world.Simulator.Applications.GetValueOrDefault("app-two")?.Sync);
    }

    [Fact]
    public void A_cluster_that_no_longer_matches_takes_its_Application_and_what_it_keeps()
    {
        ClusterApi two = world.Simulator.Register(Manifests.Cluster("two", ("kind", "workload")));
        world.Put(Set("sync"));
        world.Simulator.RunUntilQuiet();
        world.Simulator.Register(Manifests.Cluster("two"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(["app-one"], world.Simulator.Applications.Keys);
        Assert.DoesNotContain(two.Objects, o => o.Key.Name == "x");
    }

    [Theory]
    [InlineData("sync", "", "", false, false)]
    [InlineData("sync", "preserveResourcesOnDeletion: true", "", false, true)]
    [InlineData("create-update", "", "", false, false)]
    [InlineData("create-update", "", "finalizers: [resources-finalizer.argocd.argoproj.io]", true, true)]
    [InlineData("sync", "", "finalizers: [resources-finalizer.argocd.argoproj.io]", false, false)]
    public void A_set_that_is_deleted_takes_its_Applications_unless_its_policy_deletes_none_and_it_has_the_finalizer(string policy, string preserve, string metadata, bool stays, bool objectStays)
    {
        world.Put(Set(policy, preserve: preserve, metadata: metadata));
        world.Simulator.RunUntilQuiet();
        world.Simulator.Hub.Delete(new ObjectKey("argoproj.io", "ApplicationSet", "argocd", "set"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal((stays, objectStays), (world.Simulator.Applications.ContainsKey("app-one"), world.Value("ConfigMap/x") == "1"));
    }

    [Fact]
    public void An_Application_that_is_not_valid_is_neither_made_nor_deleted()
    {
        world.Put(Set("sync"));
        world.Simulator.RunUntilQuiet();
        world.Simulator.Hub.Delete(new ObjectKey("argoproj.io", "AppProject", "argocd", "default"));
        world.Simulator.RunFor(TimeSpan.FromMinutes(5));
        Assert.Equal(["app-one references project default which does not exist"], world.Simulator.Events.Where(e => e.What == Happened.SetFailed).Select(e => e.Text));
        Assert.Equal(("Unknown", Health.Unknown), (world.App("app-one").Sync, world.App("app-one").Health));
        Assert.Equal(["Application referencing project default which does not exist"], world.App("app-one").Conditions["InvalidSpecError"]);
        world.Put("apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: {name: default, namespace: argocd}\nspec: {sourceRepos: ['*'], destinations: [{name: one, namespace: default}]}\n");
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(("Synced", Health.Healthy), (world.App("app-one").Sync, world.App("app-one").Health));
    }

    [Fact]
    public void A_set_that_cannot_be_expanded_says_so_once_and_leaves_its_Applications()
    {
        world.Put(Set("sync"));
        world.Simulator.RunUntilQuiet();
        world.Put(Set("sync").Replace("index .metadata.labels \"note\" | default \"none\"", ".metadata.labels.note", StringComparison.Ordinal));
        world.Simulator.Register(Manifests.Cluster("one", ("kind", "workload")));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(["set: spec.template.metadata.labels.note: 1:4: there is no 'note'; there are: argocd.argoproj.io/secret-type, kind"], world.Simulator.Events.Where(e => e.What == Happened.SetFailed).Select(e => e.Text));
        Assert.Equal(["app-one"], world.Simulator.Applications.Keys);
    }

    [Fact]
    public void A_rolling_sync_is_refused()
    {
        world.Put(Set("sync", "strategy: {type: RollingSync, rollingSync: {steps: []}}"));
        Assert.Equal("The simulator has no RollingSync, which the set set has.", Assert.Throws<NotSupportedException>(() => world.Simulator.Step()).Message);
    }

    private string Set(string policy, string more = "", string preserve = "", string metadata = "")
    {
        world.Simulator.Register(Manifests.Cluster("one", ("kind", "workload"), ("note", "note")));
        return """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: set, namespace: argocd, METADATA}
            spec:
              goTemplate: true
              goTemplateOptions: [missingkey=error]
              generators: [{clusters: {selector: {matchLabels: {kind: workload}}}}]
              syncPolicy: {applicationsSync: POLICY, PRESERVE}
              MORE
              template:
                metadata: {name: 'app-{{ .name }}', labels: {note: '{{ index .metadata.labels "note" | default "none" }}'}}
                spec:
                  project: default
                  source: {repoURL: https://git.example/repo, path: 'apps/{{ .name }}', targetRevision: HEAD}
                  destination: {name: '{{ .name }}', namespace: default}
                  syncPolicy: {automated: {prune: true, selfHeal: true}, syncOptions: [ServerSideApply=true]}

            """.Replace(", METADATA", Field(metadata), StringComparison.Ordinal).Replace("POLICY", policy, StringComparison.Ordinal)
            .Replace(", PRESERVE", Field(preserve), StringComparison.Ordinal).Replace("MORE", more.Length > 0 ? more : "templatePatch: ''", StringComparison.Ordinal);

        static string Field(string written) => written.Length > 0 ? ", " + written : "";
    }
}
