namespace Infra.GitOps.Tests;

/// <summary>When the simulator syncs and when it does not, by the facts of Argo CD's source.</summary>
public sealed class SimulatorSyncTests
{
    private readonly SimulatedWorld world = new();

    [Fact]
    public void An_automated_Application_is_synced_and_then_rests()
    {
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1", "Deployment/web=1")));
        world.Put(Manifests.Application("a"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(("Synced", Health.Healthy, "Succeeded"), (world.App("a").Sync, world.App("a").Health, world.App("a").OperationState!.Phase));
        Assert.Equal(
            ["Started [c1]", "HealthChanged OutOfSync Missing", "Applied one: /ConfigMap/default/x", "Applied one: apps/Deployment/default/web", "Succeeded successfully synced (all tasks run)", "HealthChanged Synced Healthy"],
            world.Simulator.Events.Select(e => $"{e.What} {e.Text}"));
    }

    [Theory]
    [InlineData("prune: true")]
    [InlineData("prune: true, selfHeal: true")]
    public void A_failed_sync_is_not_tried_again_for_the_same_revision_and_source(string automated)
    {
        world.One.Admission = _ => "denied";
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1")));
        world.Put(Manifests.Application("a", automated: automated));
        Assert.True(world.Simulator.RunUntilQuiet());
        world.One.Admission = _ => null;
        world.Simulator.RunFor(TimeSpan.FromHours(1));
        Assert.Equal(["Started [c1]", "Failed one or more objects failed to apply, reason: denied"], world.Of("a", Happened.Started, Happened.Failed));
        Assert.Equal(["Failed last sync attempt to [c1]: one or more objects failed to apply, reason: denied"], world.App("a").Conditions["SyncError"]);

        world.Repo.Commit(("b", ""));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(("Synced", "1"), (world.App("a").Sync, world.Value("ConfigMap/x")));
        Assert.Empty(world.App("a").Conditions);
    }

    [Fact]
    public void A_changed_source_is_a_new_attempt_and_a_changed_sync_policy_is_none()
    {
        world.One.Admission = m => m.Text("data", "value") == "bad" ? "denied" : null;
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=${v}")));
        world.Put(Manifests.Application("a", source: "helm: {parameters: [{name: v, value: bad}]}"));
        Assert.True(world.Simulator.RunUntilQuiet());
        world.Put(Manifests.Application("a", retry: "limit: 3", source: "helm: {parameters: [{name: v, value: bad}]}"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Single(world.Of("a", Happened.Started));
        world.Put(Manifests.Application("a", source: "helm: {parameters: [{name: v, value: good}]}"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal("good", world.Value("ConfigMap/x"));
    }

    [Theory]
    [InlineData("prune: true", "drifted")]
    [InlineData("prune: true, selfHeal: true", "1")]
    public void Drift_is_healed_with_self_heal_alone(string automated, string left)
    {
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1", "ConfigMap/other=1")));
        world.Put(Manifests.Application("a", automated: automated));
        world.Simulator.RunUntilQuiet();
        Drift("drifted");
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(left, world.Value("ConfigMap/x"));
        Assert.Equal(left == "1" ? ["Applied one: /ConfigMap/default/x"] : [], world.Of("a", Happened.Applied).Skip(2));
    }

    [Fact]
    public void Self_heal_waits_longer_every_time()
    {
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1")));
        world.Put(Manifests.Application("a"));
        world.Simulator.RunUntilQuiet();
        TimeSpan rest = world.Simulator.Now;
        List<double> waits = [];
        for (int i = 0; i < 5; i++)
        {
            TimeSpan ended = world.App("a").OperationState!.FinishedAt!.Value;
            Drift($"drift {i}");
            for (int seconds = 0; world.Value("ConfigMap/x") != "1" && seconds < 400; seconds++)
            {
                world.Simulator.RunFor(TimeSpan.FromSeconds(1));
            }

            waits.Add((world.App("a").OperationState!.FinishedAt!.Value - ended).TotalSeconds);
        }

        // The first is at once, long after the sync; then 2, 6, 18 and 54 seconds after the end of the one before.
        Assert.Equal([rest.TotalSeconds, 2, 6, 18, 54], waits);
    }

    [Theory]
    [InlineData("selfHeal: true", null, "1")]
    [InlineData("prune: true, selfHeal: true", null, null)]
    [InlineData("prune: true, selfHeal: true", "Prune=false", "1")]
    public void What_git_no_longer_has_is_pruned_with_prune_alone(string automated, string? option, string? left)
    {
        world.Repo.Commit(("a", Manifests.Object(0, "ConfigMap/x=1", option ?? "") + Manifests.Objects(0, "ConfigMap/other=1")));
        world.Put(Manifests.Application("a", automated: automated));
        world.Simulator.RunUntilQuiet();
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/other=1")));
        world.Simulator.RunUntilQuiet(TimeSpan.FromMinutes(10));
        Assert.Equal(left, world.Value("ConfigMap/x"));
        Assert.Equal(left is null ? "Synced" : "OutOfSync", world.App("a").Sync);
    }

    [Theory]
    [InlineData("prune: true", "1")]
    [InlineData("prune: true, allowEmpty: true", null)]
    public void An_empty_folder_does_not_wipe_out_everything_unless_that_is_allowed(string automated, string? left)
    {
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1")));
        world.Put(Manifests.Application("a", automated: automated));
        world.Simulator.RunUntilQuiet();
        world.Repo.Commit(("a", ""));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(left, world.Value("ConfigMap/x"));
        Assert.Equal(left is null ? [] : ["Skipping sync attempt to [c2]: auto-sync will wipe out all resources"], world.App("a").Conditions.GetValueOrDefault("SyncError") ?? []);
    }

    [Fact]
    public void A_sync_is_begun_by_nobody_where_automation_is_off()
    {
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1")));
        world.Put(Manifests.Application("a", automated: "enabled: false, prune: true"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(("OutOfSync", Health.Missing, (OperationState?)null), (world.App("a").Sync, world.App("a").Health, world.App("a").OperationState));
    }

    [Fact]
    public void A_fault_of_the_repo_server_is_told_after_its_grace_and_changes_nothing()
    {
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1")));
        world.Put(Manifests.Application("a"));
        world.Simulator.RunUntilQuiet();
        world.Repo.Fault = "git does not answer";
        world.Simulator.RunFor(TimeSpan.FromSeconds(200));
        Assert.Equal("Synced", world.App("a").Sync);
        world.Simulator.RunFor(TimeSpan.FromSeconds(400));
        Assert.Equal("Unknown", world.App("a").Sync);
        Assert.Equal(["Failed to load target state: git does not answer"], world.App("a").Conditions["ComparisonError"]);
        Assert.Equal("1", world.Value("ConfigMap/x"));
        world.Repo.Fault = null;
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal("Synced", world.App("a").Sync);
    }

    [Fact]
    public void The_same_run_is_the_same_every_time()
    {
        static string Run()
        {
            SimulatedWorld other = new();
            other.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1", "Deployment/web=1") + Manifests.Objects(1, "ConfigMap/z=1")), ("b", Manifests.Objects(0, "ConfigMap/w=1")));
            other.Put(Manifests.Application("b") + Manifests.Application("a"));
            other.Healths["web"] = () => other.Simulator.Now < TimeSpan.FromSeconds(20) ? Health.Progressing : Health.Healthy;
            other.Simulator.RunUntilQuiet();
            return string.Join('\n', other.Simulator.Events);
        }

        Assert.Equal(Run(), Run());
    }

    private void Drift(string value)
    {
        LiveObject live = world.One.Find(new ObjectKey("", "ConfigMap", "default", "x"))!;
        Dictionary<string, object?> drifted = live.Manifest.Copy();
        drifted.Set(value, "data", "value");
        world.One.Write(live, drifted);
    }
}
