namespace Infra.GitOps.Tests;

/// <summary>What waves of the simulator wait for, by the facts of Argo CD's source.</summary>
public sealed class SimulatorWaveTests
{
    private readonly SimulatedWorld world = new();

    [Fact]
    public void A_wave_waits_for_every_object_of_the_one_before_and_the_last_is_not_waited_for()
    {
        world.Repo.Commit(("a", Manifests.Objects(-1, "Deployment/first=1", "ConfigMap/x=1") + Manifests.Objects(3, "Deployment/last=1")));
        world.Healths["first"] = () => world.Simulator.Now < TimeSpan.FromSeconds(50) ? Health.Progressing : Health.Healthy;
        world.Healths["last"] = () => Health.Progressing;
        world.Put(Manifests.Application("a"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(
            ["0 a Applied x", "0 a Applied first", "0 a Waiting x and 1 more resources", "2 a Waiting first", "50 a Applied last", "50 a Succeeded successfully synced (all tasks run)"],
            world.Log(Happened.Applied, Happened.Waiting, Happened.Succeeded));
        Assert.Equal(("Synced", Health.Progressing), (world.App("a").Sync, world.App("a").Health));
    }

    [Theory]
    [InlineData(Health.Suspended, "Running")]
    [InlineData(Health.Unknown, "Running")]
    [InlineData(Health.Missing, "Running")]
    [InlineData(Health.Empty, "Running")]
    [InlineData(Health.Progressing, "Running")]
    [InlineData(Health.Degraded, "Failed")]
    [InlineData(Health.Healthy, "Succeeded")]
    public void Only_healthy_lets_a_wave_pass_and_only_degraded_fails_it(Health health, string phase)
    {
        world.Repo.Commit(("a", Manifests.Objects(0, "Deployment/web=1") + Manifests.Objects(1, "ConfigMap/x=1")));
        world.Healths["web"] = () => health;
        world.Put(Manifests.Application("a"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal((phase, phase == "Succeeded" ? "1" : null), (world.App("a").OperationState!.Phase, world.Value("ConfigMap/x")));
    }

    [Fact]
    public void A_degraded_object_fails_the_wave_only_when_no_other_of_it_is_on_its_way()
    {
        world.Repo.Commit(("a", Manifests.Objects(0, "Deployment/bad=1", "Deployment/slow=1") + Manifests.Objects(1, "ConfigMap/x=1")));
        world.Healths["bad"] = () => Health.Degraded;
        world.Healths["slow"] = () => world.Simulator.Now < TimeSpan.FromSeconds(60) ? Health.Progressing : Health.Healthy;
        world.Put(Manifests.Application("a"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(["60 a Failed one or more synchronization tasks completed unsuccessfully"], world.Log(Happened.Failed));
        Assert.Null(world.Value("ConfigMap/x"));
    }

    [Theory]
    [InlineData("", "Failed", null)]
    [InlineData("ApplyOutOfSyncOnly=true", "Succeeded", "2")]
    public void An_unchanged_degraded_object_holds_later_waves_unless_only_what_differs_is_applied(string option, string phase, string? later)
    {
        world.Repo.Commit(("a", Manifests.Objects(0, "Deployment/web=1")));
        world.Put(Manifests.Application("a", options: option));
        world.Simulator.RunUntilQuiet();
        world.Healths["web"] = () => Health.Degraded;
        world.Repo.Commit(("a", Manifests.Objects(0, "Deployment/web=1") + Manifests.Objects(1, "ConfigMap/x=2")));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal((phase, later), (world.App("a").OperationState!.Phase, world.Value("ConfigMap/x")));
    }

    [Theory]
    [InlineData("", new[] { "third", "second", "first", "kept" })]
    [InlineData("PruneLast=true", new[] { "kept", "first", "second", "third" })]
    public void What_goes_is_pruned_in_the_reverse_order_of_waves_or_last(string option, string[] order)
    {
        string kept = "kept";
        string first = Manifests.Objects(1, "ConfigMap/first=1") + Manifests.Objects(2, "ConfigMap/second=1") + Manifests.Objects(3, "ConfigMap/third=1");
        world.Repo.Commit(("a", first + Manifests.Objects(4, $"ConfigMap/{kept}=1")));
        world.Put(Manifests.Application("a", options: option));
        world.Simulator.RunUntilQuiet();
        int before = world.Simulator.Events.Count;
        world.Repo.Commit(("a", Manifests.Objects(4, $"ConfigMap/{kept}=2")));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(order, world.Simulator.Events.Skip(before).Where(e => e.What is Happened.Pruned or Happened.Applied).Select(e => e.Text.Split('/')[^1]));
    }

    [Fact]
    public void Kinds_of_one_wave_are_applied_in_their_order_and_one_that_fails_does_not_keep_the_next()
    {
        world.One.Admission = m => m.Text("kind") == "ConfigMap" ? "denied" : null;
        world.Repo.Commit(("a", Manifests.Objects(0, "Deployment/d=1", "ConfigMap/c=1", "Secret/s=1")));
        world.Put(Manifests.Application("a"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(["0 a Applied s", "0 a Applied d"], world.Log(Happened.Applied));
        Assert.Equal("Failed", world.App("a").OperationState!.Phase);
    }

    [Fact]
    public void An_object_whose_kind_nobody_defines_makes_the_sync_invalid_and_applies_nothing()
    {
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1", "Widget/w=1")));
        world.Put(Manifests.Application("a"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(["Failed one or more synchronization tasks are not valid: the cluster does not serve example.com/Widget"], world.Of("a", Happened.Failed));
        Assert.Null(world.Value("ConfigMap/x"));
    }

    [Fact]
    public void A_definition_and_a_namespace_come_before_what_needs_them_whatever_their_waves_say()
    {
        const string Definition = "---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: widgets.example.com, annotations: {argocd.argoproj.io/sync-wave: '5'}}\nspec: {group: example.com, scope: Namespaced, names: {kind: Widget}}\n";
        const string Space = "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: team, annotations: {argocd.argoproj.io/sync-wave: '9'}}\n";
        const string Inside = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: inside, namespace: team}\n";
        world.Repo.Commit(("a", Definition + Space + Inside + Manifests.Objects(0, "Widget/w=1")));
        world.Put(Manifests.Application("a"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(["0 a Applied team", "0 a Applied inside", "0 a Applied widgets.example.com", "0 a Applied w"], world.Log(Happened.Applied));
        Assert.Equal("Synced", world.App("a").Sync);
    }

    [Theory]
    [InlineData("", "Failed")]
    [InlineData("CreateNamespace=true", "Succeeded")]
    public void A_namespace_that_is_not_there_is_made_with_an_option_alone(string option, string phase)
    {
        world.Repo.Commit(("a", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n"));
        world.Put(Manifests.Application("a", options: option, space: "team"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(phase, world.App("a").OperationState!.Phase);
        Assert.Equal(phase == "Succeeded", world.One.Find(new ObjectKey("", "ConfigMap", "team", "x")) is not null);

        // Nobody's: it is not tracked, and so never pruned.
        Assert.Null(world.One.Find(new ObjectKey("", "Namespace", "", "team"))?.TrackingId);
    }

    [Fact]
    public void An_object_that_is_deleted_while_its_wave_waits_fails_the_sync()
    {
        world.Repo.Commit(("a", Manifests.Objects(0, "Deployment/web=1") + Manifests.Objects(1, "ConfigMap/x=1")));
        world.Healths["web"] = () => Health.Progressing;
        world.Put(Manifests.Application("a"));
        world.Simulator.RunFor(TimeSpan.FromSeconds(20));
        world.One.Delete(new ObjectKey("apps", "Deployment", "default", "web"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(["Failed one or more synchronization tasks completed unsuccessfully, reason: Resource apps/Deployment/web is missing, it might have been deleted"], world.Of("a", Happened.Failed));
    }

    [Fact]
    public void An_Application_is_healthy_though_most_of_its_objects_are_missing()
    {
        world.One.Admission = m => m.Text("metadata", "name") == "web" ? null : "denied";
        world.Repo.Commit(("a", Manifests.Objects(0, "Deployment/web=1", "Deployment/other=1", "ConfigMap/x=1")));
        world.Put(Manifests.Application("a"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(("OutOfSync", Health.Healthy), (world.App("a").Sync, world.App("a").Health));
    }
}
