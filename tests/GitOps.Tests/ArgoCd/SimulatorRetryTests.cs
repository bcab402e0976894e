namespace Infra.GitOps.Tests;

/// <summary>How the simulator tries again and gives up, by the facts of Argo CD's source.</summary>
public sealed class SimulatorRetryTests
{
    private readonly SimulatedWorld world = new();

    [Fact]
    public void A_failed_attempt_is_followed_by_others_after_the_duration_times_the_factor_to_the_count()
    {
        world.One.Admission = _ => "denied";
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1")));
        world.Put(Manifests.Application("a", retry: "limit: 4, backoff: {duration: 5s, factor: 2, maxDuration: 1m}"));
        Assert.True(world.Simulator.RunUntilQuiet());

        // 10, 20, 40 and, at the most, 60 seconds apart.
        Assert.Equal([0, 10, 30, 70], world.Simulator.Events.Where(e => e.What == Happened.Retrying).Select(e => e.Time.TotalSeconds));
        Assert.Equal((130, "one or more objects failed to apply, reason: denied (retried 4 times)."), world.Simulator.Events.Where(e => e.What == Happened.Failed).Select(e => (e.Time.TotalSeconds, e.Text)).Single());
    }

    [Fact]
    public void Without_a_strategy_there_are_five_attempts_more_and_with_an_empty_one_none()
    {
        world.One.Admission = _ => "denied";
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1")), ("b", Manifests.Objects(0, "ConfigMap/z=1")));
        world.Put(Manifests.Application("a", retry: null) + Manifests.Application("b", retry: ""));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal((5, 0), (world.Of("a", Happened.Retrying).Count, world.Of("b", Happened.Retrying).Count));
    }

    [Theory]
    [InlineData("limit: -1", "old")]
    [InlineData("limit: -1, refresh: true", "new")]
    public void An_attempt_takes_a_new_commit_with_refresh_alone(string retry, string taken)
    {
        world.One.Admission = _ => "denied";
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=old")));
        world.Put(Manifests.Application("a", automated: "prune: true", retry: retry));
        world.Simulator.RunFor(TimeSpan.FromSeconds(100));
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=new")));
        world.Simulator.RunFor(TimeSpan.FromSeconds(30));
        world.One.Admission = m => m.Text("data", "value") == "new" && taken == "old" ? "denied" : null;
        world.Simulator.RunFor(TimeSpan.FromMinutes(4));
        Assert.Equal(taken, world.Value("ConfigMap/x"));
        Assert.Equal("Started [c1]", world.Of("a", Happened.Started)[0]);
    }

    [Fact]
    public void An_attempt_keeps_the_source_that_the_operation_began_with()
    {
        world.One.Admission = m => m.Text("data", "value") == "bad" ? "denied" : null;
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=${v}")));
        world.Put(Manifests.Application("a", retry: "limit: 3, refresh: true", source: "helm: {parameters: [{name: v, value: bad}]}"));
        world.Simulator.RunFor(TimeSpan.FromSeconds(5));
        world.Put(Manifests.Application("a", retry: "limit: 3, refresh: true", source: "helm: {parameters: [{name: v, value: good}]}"));
        world.Simulator.RunFor(TimeSpan.FromSeconds(60));
        Assert.Null(world.Value("ConfigMap/x"));
        Assert.Equal(3, world.Of("a", Happened.Retrying).Count);

        // The new source begins a sync of its own once the old one ended.
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal("good", world.Value("ConfigMap/x"));
        Assert.Single(world.Of("a", Happened.Failed));
    }

    [Fact]
    public void A_timeout_counts_all_attempts_and_ends_even_those_without_a_limit()
    {
        SimulatedWorld timed = new(new SimulatorSettings { SyncTimeout = TimeSpan.FromMinutes(30) });
        timed.One.Admission = _ => "denied";
        timed.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1")));
        timed.Put(Manifests.Application("a", retry: "limit: -1, refresh: true"));
        Assert.True(timed.Simulator.RunUntilQuiet());
        SimulatorEvent end = timed.Simulator.Events.Single(e => e.What == Happened.Failed);
        Assert.Equal(TimeSpan.FromSeconds(1801), end.Time);
        Assert.StartsWith("Operation terminated, triggered by controller sync timeout (retried ", end.Text, StringComparison.Ordinal);

        timed.One.Admission = _ => null;
        timed.Simulator.RunFor(TimeSpan.FromHours(5));
        Assert.Null(timed.Value("ConfigMap/x"));
        Assert.StartsWith("Failed last sync attempt to [c1]: Operation terminated", timed.App("a").Conditions["SyncError"].Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sync_that_waits_looks_at_no_new_commit_before_its_timeout()
    {
        SimulatedWorld timed = new(new SimulatorSettings { SyncTimeout = TimeSpan.FromHours(1) });
        timed.Repo.Commit(("a", Manifests.Objects(0, "Deployment/web=broken") + Manifests.Objects(1, "ConfigMap/x=1")));
        timed.Healths["web"] = () => timed.Value("Deployment/web") == "broken" ? Health.Progressing : Health.Healthy;
        timed.Put(Manifests.Application("a", retry: "limit: -1, refresh: true"));
        timed.Simulator.RunFor(TimeSpan.FromMinutes(10));
        timed.Repo.Commit(("a", Manifests.Objects(0, "Deployment/web=fixed") + Manifests.Objects(1, "ConfigMap/x=1")));
        timed.Simulator.RunFor(TimeSpan.FromMinutes(49));
        Assert.Equal(("broken", "Running"), (timed.Value("Deployment/web"), timed.App("a").OperationState!.Phase));
        Assert.True(timed.Simulator.RunUntilQuiet());
        Assert.Equal(("fixed", "1", "Synced"), (timed.Value("Deployment/web"), timed.Value("ConfigMap/x"), timed.App("a").Sync));
        Assert.Equal(["Started [c1]", "Failed Operation terminated, triggered by controller sync timeout", "Started [c2]", "Succeeded successfully synced (all tasks run)"], timed.Of("a", Happened.Started, Happened.Failed, Happened.Succeeded));
    }

    [Fact]
    public void A_cluster_that_does_not_answer_makes_attempts_fail_until_it_does()
    {
        world.One.Reachable = false;
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1")));
        world.Put(Manifests.Application("a", retry: "limit: -1"));
        world.Simulator.RunFor(TimeSpan.FromMinutes(5));
        Assert.Equal(("Unknown", 0), (world.App("a").Sync, world.Of("a", Happened.Started).Count));
        world.One.Reachable = true;
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal("1", world.Value("ConfigMap/x"));
    }
}
