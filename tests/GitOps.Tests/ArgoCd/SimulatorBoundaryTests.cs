namespace Infra.GitOps.Tests;

/// <summary>What projects keep apart, and two Applications with one object, by the facts of Argo CD's source.</summary>
public sealed class SimulatorBoundaryTests
{
    private readonly SimulatedWorld world = new();

    public static TheoryData<string, string> Denied => new()
    {
        { "sourceRepos: ['https://git.example/other'], destinations: [{name: '*', namespace: '*'}]", "application repo https://git.example/repo is not permitted in project 'default'" },
        { "sourceRepos: ['*', '!https://git.example/*'], destinations: [{name: '*', namespace: '*'}]", "application repo https://git.example/repo is not permitted in project 'default'" },
        { "sourceRepos: ['https://git.example/*'], destinations: [{name: two, namespace: '*'}]", "application destination server 'https://one.example' and namespace 'default' do not match any of the allowed destinations in project 'default'" },
        { "sourceRepos: ['https://git.example/*'], destinations: [{name: one, namespace: team}]", "application destination server 'https://one.example' and namespace 'default' do not match any of the allowed destinations in project 'default'" },
        { "sourceRepos: ['*'], permitOnlyProjectScopedClusters: true, destinations: [{name: one, namespace: default}]", "application destination server 'https://one.example' and namespace 'default' do not match any of the allowed destinations in project 'default'" },
        { "sourceRepos: ['*'], destinations: [{name: '*', namespace: '*'}, {name: '!one', namespace: '*'}]", "application destination server 'https://one.example' and namespace 'default' do not match any of the allowed destinations in project 'default'" },
    };

    [Theory]
    [MemberData(nameof(Denied))]
    public void What_the_project_does_not_permit_is_not_compared_at_all(string spec, string problem)
    {
        world.Simulator.Hub.Put(Manifests.Project(spec: spec));
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1")));
        world.Put(Manifests.Application("a"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal([problem], world.App("a").Conditions["InvalidSpecError"]);
        Assert.Equal(("Unknown", Health.Unknown, (OperationState?)null), (world.App("a").Sync, world.App("a").Health, world.App("a").OperationState));
    }

    [Theory]
    [InlineData("namespaceResourceBlacklist: [{group: '', kind: Secret}]", "resource :Secret is not permitted in project default")]
    [InlineData("namespaceResourceWhitelist: [{group: '', kind: ConfigMap}]", "resource :Secret is not permitted in project default")]
    [InlineData("namespaceResourceWhitelist: []", "resource :Secret is not permitted in project default, resource :ConfigMap is not permitted in project default")]
    public void An_object_of_a_kind_that_is_not_permitted_makes_the_whole_sync_invalid(string list, string problem)
    {
        world.Simulator.Hub.Put(Manifests.Project(spec: $"sourceRepos: ['*'], destinations: [{{server: 'https://*.example', namespace: default}}], {list}"));
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1", "Secret/s=1")));
        world.Put(Manifests.Application("a"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal([$"Failed one or more synchronization tasks are not valid: {problem}"], world.Of("a", Happened.Failed));
        Assert.Null(world.Value("ConfigMap/x"));
    }

    [Fact]
    public void Kinds_of_the_cluster_need_a_list_and_namespaces_beside_the_destination_must_be_permitted()
    {
        world.Simulator.Hub.Put(Manifests.Project(spec: "sourceRepos: ['*'], destinations: [{name: one, namespace: default}]"));
        world.Repo.Commit(("a", "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: team}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: kube-system}\n"));
        world.Put(Manifests.Application("a"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(["Failed one or more synchronization tasks are not valid: resource :Namespace is not permitted in project default, namespace kube-system is not permitted in project 'default'"], world.Of("a", Happened.Failed));
    }

    [Theory]
    [InlineData("", "b", "Succeeded")]
    [InlineData("FailOnSharedResource=true", "a", "Failed")]
    public void An_object_of_another_Application_is_taken_over_unless_that_is_to_fail(string option, string owner, string phase)
    {
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1")), ("b", Manifests.Objects(0, "ConfigMap/x=1", "ConfigMap/own=1")));
        world.Put(Manifests.Application("a", automated: "prune: true"));
        world.Simulator.RunUntilQuiet();
        world.Put(Manifests.Application("b", automated: "prune: true", options: option));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal((owner, phase), (Tracking.Application(Live("x")!), world.App("b").OperationState!.Phase));
        string other = owner == "a" ? "b" : "a";
        Assert.Equal([$"ConfigMap/x is part of applications argocd/{other} and {owner}"], world.App(other).Conditions["SharedResourceWarning"]);

        // One shared object keeps all others from being applied.
        Assert.Equal(phase == "Succeeded", Live("own") is not null);
    }

    [Fact]
    public void An_object_that_moved_is_not_pruned_by_the_Application_that_had_it()
    {
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1", "ConfigMap/other=1")), ("b", ""));
        world.Put(Manifests.Application("a", source: "") + Manifests.Application("b"));
        world.Simulator.RunUntilQuiet();
        int uid = Live("x")!.Uid;

        // The new owner comes first, while the old one does not look.
        world.Simulator.Hub.Delete(ObjectKey.Application("a"));
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/other=1")), ("b", Manifests.Objects(0, "ConfigMap/x=1")));
        world.Simulator.RunUntilQuiet();
        world.Put(Manifests.Application("a"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal((uid, "b"), (Live("x")!.Uid, Tracking.Application(Live("x")!)));
        Assert.Empty(world.Of("a", Happened.Pruned));
    }

    [Fact]
    public void An_object_that_its_old_Application_prunes_first_is_made_anew_by_the_other()
    {
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1", "ConfigMap/other=1")), ("b", ""));
        world.Put(Manifests.Application("a") + Manifests.Application("b", options: "FailOnSharedResource=true", retry: "limit: -1, refresh: true"));
        world.Simulator.RunUntilQuiet();
        int uid = Live("x")!.Uid;
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/other=1")), ("b", Manifests.Objects(0, "ConfigMap/x=1")));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.NotEqual(uid, Live("x")!.Uid);
        Assert.Equal("b", Tracking.Application(Live("x")!));
        Assert.Single(world.Of("a", Happened.Pruned));
    }

    [Fact]
    public void The_cluster_that_Argo_CD_runs_in_is_no_destination_where_that_is_switched_off()
    {
        SimulatedWorld closed = new(new SimulatorSettings { InClusterEnabled = false });
        closed.Simulator.Register(Manifests.Cluster("hub") with { Server = "https://kubernetes.default.svc" });
        closed.Repo.Commit(("a", ""));
        closed.Put(Manifests.Application("a", cluster: "hub", space: "argocd"));
        Assert.True(closed.Simulator.RunUntilQuiet());
        Assert.Equal(["there are no clusters with this name: hub"], closed.App("a").Conditions["InvalidSpecError"]);
    }

    [Theory]
    [InlineData("jsonPointers: [/data/value]", "drifted", "Synced")]
    [InlineData("jsonPointers: [/data/other]", "1", "Synced")]
    public void Differences_that_are_ignored_begin_no_sync(string ignored, string left, string status)
    {
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1")));
        world.Put(Manifests.Application("a").Replace("  syncPolicy:", $"  ignoreDifferences: [{{group: '', kind: ConfigMap, {ignored}}}]\n  syncPolicy:", StringComparison.Ordinal));
        world.Simulator.RunUntilQuiet();
        Dictionary<string, object?> drifted = Live("x")!.Manifest.Copy();
        drifted.Set("drifted", "data", "value");
        world.One.Write(Live("x")!, drifted);
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal((left, status), (world.Value("ConfigMap/x"), world.App("a").Sync));
    }

    private LiveObject? Live(string name) => world.One.Find(new ObjectKey("", "ConfigMap", "default", name));
}
