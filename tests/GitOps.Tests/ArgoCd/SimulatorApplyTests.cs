namespace Infra.GitOps.Tests;

/// <summary>What belongs to an Application and what does not: fields, copies and owned objects.</summary>
public sealed class SimulatorApplyTests
{
    private readonly SimulatedWorld world = new();

    [Fact]
    public void A_field_that_git_no_longer_has_goes_and_one_that_somebody_else_wrote_stays()
    {
        world.Repo.Commit(("a", "{apiVersion: v1, kind: ConfigMap, metadata: {name: x, finalizers: [a/b]}, data: {kept: '1', gone: '1', map: {gone: '1'}, list: [a, b]}}\n"));
        world.Put(Manifests.Application("a"));
        world.Simulator.RunUntilQuiet();
        LiveObject live = world.One.Find(new ObjectKey("", "ConfigMap", "default", "x"))!;
        Dictionary<string, object?> manifest = live.Manifest.Copy();
        manifest.Set("1", "data", "other");
        manifest.Set("1", "data", "map", "other");
        manifest.Set(new List<object?> { "a/b", "c/d" }, "metadata", "finalizers");
        world.One.Write(live, manifest);
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Single(world.Of("a", Happened.Started));

        world.Repo.Commit(("a", "{apiVersion: v1, kind: ConfigMap, metadata: {name: x}, data: {kept: '1', list: [b]}}\n"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal("""{"kept":"1","list":["b"],"map":{"other":"1"},"other":"1"}""", live.Manifest.Map("data").Json());
        Assert.Equal(["c/d"], live.Finalizers);
        Assert.Equal(("Synced", 2), (world.App("a").Sync, world.Of("a", Happened.Started).Count));
    }

    [Fact]
    public void A_copy_that_took_the_tracking_id_with_it_is_nobodys_and_stays()
    {
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1")));
        world.Put(Manifests.Application("a"));
        world.Simulator.RunUntilQuiet();
        foreach ((string kind, string name) in new[] { ("ConfigMap", "copy"), ("Secret", "x") })
        {
            Dictionary<string, object?> copy = world.One.Find(new ObjectKey("", "ConfigMap", "default", "x"))!.Manifest.Copy();
            copy.Set(kind, "kind");
            copy.Set(name, "metadata", "name");
            world.One.Put(copy);
        }

        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(("Synced", "1", "1"), (world.App("a").Sync, world.Value("ConfigMap/copy"), world.Value("Secret/x")));
    }

    [Fact]
    public void An_Application_of_a_set_is_not_pruned_by_a_parent_that_it_says_it_belongs_to()
    {
        world.Repo.Commit(("parent", Manifests.Application("other")), ("other", ""), ("of-the-set", ""));
        world.Put("""
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: set, namespace: argocd}
            spec:
              goTemplate: true
              goTemplateOptions: [missingkey=error]
              generators: [{list: {elements: [{}]}}]
              template:
                metadata: {name: of-the-set, annotations: {argocd.argoproj.io/tracking-id: 'parent:argoproj.io/Application:argocd/of-the-set'}}
                spec:
                  project: default
                  source: {repoURL: https://git.example/repo, path: of-the-set}
                  destination: {name: one, namespace: default}

            """ + Manifests.Application("parent", cluster: "hub", space: "argocd"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(["of-the-set", "other", "parent"], world.Simulator.Applications.Keys);
        Assert.Equal("Synced", world.App("parent").Sync);
    }

    [Fact]
    public void The_namespace_of_the_destination_comes_first_and_a_sync_of_one_wave_does_not_wait_for_it()
    {
        world.Repo.Commit(("a", "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: team}\n"));
        world.Put(Manifests.Application("a", space: "team"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(["0 a Applied team", "0 a Applied x", "0 a Succeeded successfully synced (all tasks run)"], world.Log(Happened.Applied, Happened.Waiting, Happened.Succeeded));
    }

    [Fact]
    public void Metadata_of_a_managed_namespace_is_written_and_followed()
    {
        world.Repo.Commit(("a", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n"));
        string Written(string level) => Manifests.Application("a", options: "CreateNamespace=true", space: "team").Replace("    syncOptions:", $"    managedNamespaceMetadata: {{labels: {{level: {level}}}}}\n    syncOptions:", StringComparison.Ordinal);
        world.Put(Written("baseline"));
        Assert.True(world.Simulator.RunUntilQuiet());
        LiveObject space = world.One.Find(new ObjectKey("", "Namespace", "", "team"))!;
        Assert.Equal("baseline", space.Manifest.Text("metadata", "labels", "level"));
        world.Put(Written("restricted"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(("restricted", "Synced"), (space.Manifest.Text("metadata", "labels", "level"), world.App("a").Sync));
    }

    [Theory]
    [InlineData("foreground", true, false)]
    [InlineData("background", false, false)]
    [InlineData("orphan", false, true)]
    public void What_a_pruned_object_owns_goes_before_it_after_it_or_stays(string policy, bool waits, bool stays)
    {
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/owner=1", "ConfigMap/other=1")));
        world.Put(Manifests.Application("a", options: $"PrunePropagationPolicy={policy}"));
        world.Simulator.RunUntilQuiet();
        LiveObject owner = world.One.Find(new ObjectKey("", "ConfigMap", "default", "owner"))!;
        LiveObject owned = world.One.Put(Manifests.Read("{apiVersion: v1, kind: Pod, metadata: {name: owned, namespace: default, finalizers: [example.com/hold]}}").Single());
        owned.OwnerUid = owner.Uid;
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/other=1")));
        world.Simulator.RunFor(TimeSpan.FromMinutes(5));
        Assert.Equal((waits, stays), (world.One.Find(owner.Key) is not null, owned.DeletedAt is null));
        Dictionary<string, object?> manifest = owned.Manifest.Copy();
        manifest.Set(null, "metadata", "finalizers");
        world.One.Write(owned, manifest);
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal((false, stays), (world.One.Find(owner.Key) is not null, world.One.Find(owned.Key) is not null));
    }
}
