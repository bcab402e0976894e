namespace Infra.GitOps.Tests;

/// <summary>What goes with an Application and what stays, by the facts of Argo CD's source.</summary>
public sealed class SimulatorDeletionTests
{
    private const string Cascade = "finalizers: [resources-finalizer.argocd.argoproj.io]";
    private readonly SimulatedWorld world = new();

    [Fact]
    public void What_an_Application_keeps_is_deleted_by_waves_from_the_last()
    {
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/first=1") + Manifests.Objects(1, "ConfigMap/second=1", "ConfigMap/third=1")));
        world.Put(Manifests.Application("a", metadata: Cascade));
        world.Simulator.RunUntilQuiet();
        world.Simulator.Hub.Delete(ObjectKey.Application("a"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(["a Deleted second", "a Deleted third", "a Deleted first", "a Gone"], world.Log(Happened.Deleted, Happened.Gone).Select(l => l.Split(' ', 2)[1]));
    }

    [Theory]
    [InlineData("labels: {}", false)]
    [InlineData(Cascade, true)]
    [InlineData("finalizers: [resources-finalizer.argocd.argoproj.io/background]", true)]
    [InlineData("finalizers: [resources-finalizer.argocd.argoproj.io/foreground]", true)]
    public void Without_a_finalizer_what_it_keeps_stays(string metadata, bool goes)
    {
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1")));
        world.Put(Manifests.Application("a", metadata: metadata));
        world.Simulator.RunUntilQuiet();
        world.Simulator.Hub.Delete(ObjectKey.Application("a"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal((goes ? null : "1", 0), (world.Value("ConfigMap/x"), world.Simulator.Applications.Count));
    }

    [Fact]
    public void Objects_that_say_so_and_definitions_stay()
    {
        const string Definition = "---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: widgets.example.com}\nspec: {group: example.com, scope: Namespaced, names: {kind: Widget}}\n";
        world.Repo.Commit(("a", Definition + Manifests.Object(0, "ConfigMap/kept=1", "Delete=false") + Manifests.Objects(0, "Widget/w=1")));
        world.Put(Manifests.Application("a", metadata: Cascade));
        world.Simulator.RunUntilQuiet();
        world.Simulator.Hub.Delete(ObjectKey.Application("a"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(("1", null), (world.Value("ConfigMap/kept"), world.Value("Widget/w")));
        Assert.NotNull(world.One.IsNamespaced("example.com", "Widget"));
        Assert.Empty(world.Simulator.Applications);
    }

    [Fact]
    public void An_Application_whose_sync_waits_is_not_deleted_before_the_sync_ends()
    {
        SimulatedWorld timed = new(new SimulatorSettings { SyncTimeout = TimeSpan.FromMinutes(30) });
        timed.Repo.Commit(("a", Manifests.Objects(0, "Deployment/web=1") + Manifests.Objects(1, "ConfigMap/x=1")));
        timed.Healths["web"] = () => Health.Progressing;
        timed.Put(Manifests.Application("a", metadata: Cascade, retry: "limit: -1"));
        timed.Simulator.RunFor(TimeSpan.FromMinutes(1));
        timed.Simulator.Hub.Delete(ObjectKey.Application("a"));
        timed.Simulator.RunFor(TimeSpan.FromMinutes(28));
        Assert.Equal("1", timed.Value("Deployment/web"));
        Assert.True(timed.Simulator.RunUntilQuiet());
        Assert.Null(timed.Value("Deployment/web"));
        Assert.Empty(timed.Simulator.Applications);
    }

    [Theory]
    [InlineData("labels: {}", "1")]
    [InlineData(Cascade, null)]
    public void A_child_that_its_parent_prunes_takes_what_it_keeps_with_it_only_by_its_finalizer(string metadata, string? left)
    {
        world.Repo.Commit(("parent", Manifests.Application("child", metadata: metadata) + Manifests.Application("other")), ("child", Manifests.Objects(0, "ConfigMap/x=1")), ("other", ""));
        world.Put(Manifests.Application("parent", cluster: "hub", space: "argocd"));
        world.Simulator.RunUntilQuiet();
        world.Repo.Commit(("parent", Manifests.Application("other")));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(left, world.Value("ConfigMap/x"));
        Assert.Equal(["other", "parent"], world.Simulator.Applications.Keys);
    }

    [Fact]
    public void A_pruned_child_is_waited_for_in_all_waves_but_the_last()
    {
        world.Repo.Commit(("parent", Manifests.Application("child", metadata: Cascade) + Manifests.Application("other", metadata: "annotations: {argocd.argoproj.io/sync-wave: '3'}")), ("child", Manifests.Objects(0, "ConfigMap/x=1")), ("other", ""));
        world.Put(Manifests.Application("parent", cluster: "hub", space: "argocd"));
        world.Simulator.RunUntilQuiet();

        // Something else holds the object: it does not go.
        LiveObject held = world.One.Find(new ObjectKey("", "ConfigMap", "default", "x"))!;
        Dictionary<string, object?> manifest = held.Manifest.Copy();
        manifest.Set(new List<object?> { "example.com/hold" }, "metadata", "finalizers");
        world.One.Write(held, manifest);
        world.Repo.Commit(("parent", Manifests.Application("other", metadata: "annotations: {argocd.argoproj.io/sync-wave: '3'}, labels: {new: 'true'}")));
        world.Simulator.RunFor(TimeSpan.FromMinutes(10));
        Assert.Equal(("Running", "waiting for deletion of argoproj.io/Application/child"), (world.App("parent").OperationState!.Phase, world.App("parent").OperationState!.Message));
        manifest = held.Manifest.Copy();
        manifest.Set(null, "metadata", "finalizers");
        world.One.Write(held, manifest);
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal("Synced", world.App("parent").Sync);
        Assert.Equal("true", world.App("other").Live.Manifest.Text("metadata", "labels", "new"));
    }

    [Fact]
    public void A_cluster_that_is_unknown_lets_its_Applications_go_and_keeps_what_it_has()
    {
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1")));
        world.Put(Manifests.Application("a", metadata: Cascade));
        world.Simulator.RunUntilQuiet();
        world.Simulator.Unregister("one");
        world.Simulator.Hub.Delete(ObjectKey.Application("a"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(("1", 0), (world.Value("ConfigMap/x"), world.Simulator.Applications.Count));
    }

    [Fact]
    public void A_namespace_takes_what_it_contains_and_takes_nothing_new_until_it_is_gone()
    {
        world.One.Put(ClusterApi.Namespace("team"));
        LiveObject held = world.One.Put(Manifests.Read("{apiVersion: v1, kind: ConfigMap, metadata: {name: x, namespace: team, finalizers: [example.com/hold]}}").Single());
        world.One.Delete(new ObjectKey("", "Namespace", "", "team"));
        world.One.Collect();
        Assert.NotNull(held.DeletedAt);
        Assert.Equal("namespace \"team\" is being terminated", world.One.Apply(Manifests.Read("{apiVersion: v1, kind: ConfigMap, metadata: {name: z, namespace: team}}").Single(), out _));
        Dictionary<string, object?> manifest = held.Manifest.Copy();
        manifest.Set(null, "metadata", "finalizers");
        world.One.Write(held, manifest);
        world.One.Collect();
        Assert.Null(world.One.Find(new ObjectKey("", "Namespace", "", "team")));
    }
}
