namespace Infra.GitOps.Tests;

/// <summary>Applications that keep Applications: a set makes a parent for each cluster, which keeps tenants, add-ons and the parents of groups, one wave after another.</summary>
public sealed class AppOfAppsTests
{
    /// <summary>The customization that Argo CD's manual gives: what the status says.</summary>
    private const string Naive =
        """
        hs = {}
        hs.status = "Progressing"
        hs.message = ""
        if obj.status ~= nil then
          if obj.status.health ~= nil then
            hs.status = obj.status.health.status
            if obj.status.health.message ~= nil then
              hs.message = obj.status.health.message
            end
          end
        end
        return hs
        """;

    /// <summary>One that believes the status only where it is of this spec, of a finished sync, and nothing is missing.</summary>
    private const string Guarded =
        """
        local function same(a, b)
          if type(a) ~= "table" or type(b) ~= "table" then return a == b end
          for k, v in pairs(a) do if not same(v, b[k]) then return false end end
          for k in pairs(b) do if a[k] == nil then return false end end
          return true
        end
        local hs = {status = "Progressing", message = "not compared yet"}
        local status = obj.status
        if status == nil or status.sync == nil or status.sync.comparedTo == nil or status.health == nil then return hs end
        local compared = status.sync.comparedTo
        if not same(obj.spec.source, compared.source) or not same(obj.spec.destination, compared.destination) then return hs end
        if obj.operation ~= nil or status.operationState == nil then return hs end
        if status.operationState.phase ~= "Succeeded" then
          return {status = status.operationState.phase == "Running" and "Progressing" or "Degraded", message = status.operationState.message}
        end
        if status.sync.status ~= "Synced" then return hs end
        return {status = status.health.status, message = ""}
        """;

    private const string Set =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: ApplicationSet
        metadata: {name: clusters, namespace: argocd}
        spec:
          goTemplate: true
          goTemplateOptions: [missingkey=error]
          generators: [{clusters: {selector: {matchLabels: {kind: workload}}}}]
          syncPolicy: {applicationsSync: create-update}
          template:
            metadata: {name: 'cluster-{{ .name }}'}
            spec:
              project: default
              source: {repoURL: https://git.example/repo, path: 'clusters/{{ .name }}', targetRevision: HEAD}
              destination: {name: hub, namespace: argocd}
              syncPolicy: {automated: {prune: true, selfHeal: true}, retry: {limit: -1, refresh: true}, syncOptions: [ServerSideApply=true]}

        """;

    [Fact]
    public void A_new_cluster_gets_its_tenants_its_add_ons_and_its_groups_one_after_another()
    {
        SimulatedWorld world = World(Guarded, TimeSpan.Zero);
        world.Healths["controller"] = () => world.Simulator.Now < TimeSpan.FromSeconds(60) ? Health.Progressing : Health.Healthy;
        world.Healths["api"] = () => world.Simulator.Now < TimeSpan.FromSeconds(90) ? Health.Progressing : Health.Healthy;
        world.Simulator.Register(Manifests.Cluster("one", ("kind", "workload")));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(
            [
                "0 cluster-one Applied tenants", "0 tenants Applied team",
                "2 cluster-one Applied add-ons", "2 add-ons Applied controller",
                "60 cluster-one Applied group", "60 group Applied first", "60 first Applied api",
                "90 group Applied second", "90 second Applied web",
            ],
            world.Log(Happened.Applied));
        Assert.All(world.Simulator.Applications.Values, a => Assert.Equal(("Synced", Health.Healthy, "Succeeded"), (a.Sync, a.Health, a.OperationState!.Phase)));
    }

    [Theory]
    [InlineData(Naive, new[] { "first Applied api", "second Applied web", "healthy" })]
    [InlineData(Guarded, new[] { "first Applied api", "healthy", "second Applied web" })]
    public void The_status_of_the_spec_before_lets_a_wave_pass_unless_it_is_compared_with_the_spec(string customization, string[] order)
    {
        // A refresh takes longer than the delay between waves.
        SimulatedWorld world = World(customization, TimeSpan.FromSeconds(10));
        world.Simulator.Register(Manifests.Cluster("one", ("kind", "workload")));
        Assert.True(world.Simulator.RunUntilQuiet());
        int before = world.Simulator.Events.Count;
        TimeSpan? changedAt = null;
        world.Healths["api"] = () =>
        {
            LiveObject api = world.One.Objects.Single(o => o.Key.Name == "api");
            changedAt = api.Manifest.Text("data", "value") == "2" ? changedAt ?? world.Simulator.Now : null;
            bool isUp = changedAt is null || world.Simulator.Now > changedAt + TimeSpan.FromSeconds(50);
            return isUp ? Health.Healthy : Health.Progressing;
        };
        world.Repo.Commit(("group", Child("first", 0, "2") + Child("second", 1, "2")));
        Assert.True(world.Simulator.RunUntilQuiet());
        IEnumerable<(TimeSpan Time, string Text)> applied = world.Simulator.Events.Skip(before)
            .Where(e => e.What == Happened.Applied && (e.Application is "first" or "second")).Select(e => (e.Time, Text: $"{e.Application} Applied {e.Text.Split('/')[^1]}"));
        IEnumerable<(TimeSpan Time, string Text)> all = applied.Append((changedAt!.Value + TimeSpan.FromSeconds(50), "healthy"));
        Assert.Equal(order, all.OrderBy(e => e.Time).Select(e => e.Text));
    }

    [Theory]
    [InlineData(Naive, true)]
    [InlineData(Guarded, false)]
    public void A_child_that_could_not_apply_an_object_is_healthy_and_lets_a_wave_pass_unless_its_sync_counts(string customization, bool passes)
    {
        SimulatedWorld world = World(customization, TimeSpan.Zero);
        world.One.Admission = m => m.Text("metadata", "name") == "settings" ? "denied" : null;
        world.Repo.Commit(("first", Manifests.Objects(0, "Deployment/api=1", "ConfigMap/settings=1")));
        world.Simulator.Register(Manifests.Cluster("one", ("kind", "workload")));
        world.Simulator.RunUntilQuiet(TimeSpan.FromMinutes(20));
        Assert.Equal(("OutOfSync", Health.Healthy), (world.App("first").Sync, world.App("first").Health));
        Assert.Equal(passes, world.One.Objects.Any(o => o.Key.Name == "web"));
        Assert.Equal(passes ? "Succeeded" : "Running", world.App("group").OperationState!.Phase);
    }

    [Fact]
    public void A_parent_whose_child_is_degraded_tries_again_and_goes_on_with_the_commit_that_fixes_it()
    {
        SimulatedWorld world = World(Guarded, TimeSpan.Zero);
        world.Healths["api"] = () => world.One.Objects.Single(o => o.Key.Name == "api").Manifest.Text("data", "value") == "1" ? Health.Degraded : Health.Healthy;
        world.Simulator.Register(Manifests.Cluster("one", ("kind", "workload")));
        world.Simulator.RunFor(TimeSpan.FromMinutes(10));
        Assert.DoesNotContain(world.One.Objects, o => o.Key.Name == "web");
        Assert.Contains("Retrying one or more synchronization tasks completed unsuccessfully", world.Of("group", Happened.Retrying));
        world.Repo.Commit(("group", Child("first", 0, "2") + Child("second", 1, "2")));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(["2", "2"], world.One.Objects.Where(o => o.Key.Name is "api" or "web").Select(o => o.Manifest.Text("data", "value")));
        Assert.Equal(("Synced", Health.Healthy), (world.App("cluster-one").Sync, world.App("cluster-one").Health));
    }

    [Fact]
    public void Without_a_customization_no_wave_waits_for_a_child()
    {
        SimulatedWorld world = World(null, TimeSpan.Zero);
        world.Healths["controller"] = () => Health.Degraded;
        world.Simulator.Register(Manifests.Cluster("one", ("kind", "workload")));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Contains("4 cluster-one Applied group", world.Log(Happened.Applied));
        Assert.Equal((Health.Degraded, Health.Healthy), (world.App("add-ons").Health, world.App("cluster-one").Health));
    }

    [Fact]
    public void A_customization_that_fails_stops_every_parent()
    {
        SimulatedWorld world = World("return obj.status.sync.status:upper()", TimeSpan.Zero);
        world.Simulator.Register(Manifests.Cluster("one", ("kind", "workload")));
        world.Simulator.RunFor(TimeSpan.FromMinutes(5));
        Assert.StartsWith("error setting app health: ", world.App("cluster-one").Conditions["ComparisonError"].Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("add-ons", world.Simulator.Applications.Keys);
    }

    [Fact]
    public void A_child_that_Argo_CD_normalizes_is_never_as_its_parent_wants_it()
    {
        SimulatedWorld world = World(Guarded, TimeSpan.Zero);
        world.Repo.Commit(("group", Child("first", 0, "1", ", directory: {}")));
        world.Simulator.Register(Manifests.Cluster("one", ("kind", "workload")));
        Assert.False(world.Simulator.RunUntilQuiet(TimeSpan.FromMinutes(30)));
        Assert.Equal("OutOfSync", world.App("group").Sync);
    }

    [Fact]
    public void In_whatever_order_and_however_long_controllers_work_no_wave_overtakes_another()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            SimulatedWorld world = World(Guarded, TimeSpan.FromSeconds(20), seed);
            Dictionary<string, TimeSpan> rolledOut = [];
            Health Rollout(string name)
            {
                LiveObject live = world.One.Objects.Single(o => o.Key.Name == name);
                TimeSpan up = live.ChangedAt + TimeSpan.FromSeconds(30);
                rolledOut[name] = up;
                return world.Simulator.Now < up ? Health.Progressing : Health.Healthy;
            }

            world.Healths["controller"] = () => Rollout("controller");
            world.Healths["api"] = () => Rollout("api");
            world.Simulator.Register(Manifests.Cluster("one", ("kind", "workload")));
            Assert.True(world.Simulator.RunUntilQuiet());
            InOrder();
            world.Repo.Commit(
                ("clusters/one", Child("tenants", 0, "2") + Child("add-ons", 1, "2") + Parent("group", 2)),
                ("group", Child("first", 0, "2") + Child("second", 1, "2")));
            Assert.True(world.Simulator.RunUntilQuiet());
            InOrder();
            Assert.All(world.Simulator.Applications.Values, a => Assert.Equal(("Synced", Health.Healthy), (a.Sync, a.Health)));
            Assert.All(world.One.Objects.Where(o => o.TrackingId is not null), o => Assert.Equal("2", o.Manifest.Text("data", "value")));

            void InOrder()
            {
                TimeSpan web = world.One.Objects.Single(o => o.Key.Name == "web").ChangedAt;
                Assert.True(rolledOut["api"] <= web, $"seed {seed}: web at {web}, api up at {rolledOut["api"]}");
            }
        }
    }

    private static SimulatedWorld World(string? customization, TimeSpan refresh, int? seed = null)
    {
        SimulatedWorld world = new(new SimulatorSettings { ApplicationHealth = customization, RefreshTime = refresh, Seed = seed });
        world.Simulator.Unregister("one");
        world.Simulator.Register(Manifests.Cluster("one"), world.One);
        world.Repo.Commit(
            ("clusters/one", Child("tenants", 0, "1") + Child("add-ons", 1, "1") + Parent("group", 2)),
            ("tenants", Manifests.Objects(0, "ConfigMap/team=${v}")),
            ("add-ons", Manifests.Objects(0, "Deployment/controller=${v}")),
            ("group", Child("first", 0, "1") + Child("second", 1, "1")),
            ("first", Manifests.Objects(0, "Deployment/api=${v}")),
            ("second", Manifests.Objects(0, "Deployment/web=${v}")));
        world.Put(Set);
        return world;
    }

    private static string Child(string name, int wave, string version, string source = "") =>
        Manifests.Application(name, metadata: $"annotations: {{argocd.argoproj.io/sync-wave: '{wave}'}}", retry: "limit: -1, refresh: true", source: $"helm: {{parameters: [{{name: v, value: '{version}'}}]}}{source}");

    private static string Parent(string name, int wave) =>
        Manifests.Application(name, cluster: "hub", space: "argocd", metadata: $"annotations: {{argocd.argoproj.io/sync-wave: '{wave}'}}", retry: "limit: -1, refresh: true");
}
