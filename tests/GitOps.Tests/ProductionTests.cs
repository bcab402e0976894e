using System.Collections.Immutable;
using Infra.GitOps.Comparing;
using Infra.GitOps.Generators;
using Infra.Model.Values;
using Infra.Settings.Platform;

namespace Infra.GitOps.Tests;

/// <summary>The files of production in Argo CD, simulated by the rules of its source: order, phases, pruning, failures.</summary>
public sealed class ProductionTests
{
    private static readonly RenderOptions First = Committed.Options("prod");
    private static readonly string[] Regions = ["asia-south1", "asia-south2"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_fresh_cluster_gets_tenants_then_add_ons_then_each_application_after_what_it_depends_on(int seed)
    {
        RenderedWorld world = new(First, seed);
        Dictionary<string, TimeSpan> up = Slow(world);

        world.Settle();

        InOrder(world, up, TimeSpan.Zero);
        Assert.All(Regions, r => Assert.All(Apps(r), a => Assert.Equal(First.Release.Revision.Value, world.Runs(r, a.Name.Value))));
        Assert.All(world.Simulator.Applications.Values, a => Assert.Equal(("Synced", Health.Healthy), (a.Sync, a.Health)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_release_reaches_the_regions_of_its_phase_and_then_the_others_in_the_same_order(int seed)
    {
        RenderedWorld world = new(First, seed);
        world.Settle();
        Dictionary<string, TimeSpan> up = Slow(world);
        TimeSpan began = world.Simulator.Now;

        world.Follow(Next('2', 'b', behind: ["asia-south1"]));
        world.Settle();

        InOrder(world, up, began);
        Assert.All(Apps("asia-south2"), a => Assert.Equal(RenderedWorld.Revision('2').Value, world.Runs("asia-south2", a.Name.Value)));
        Assert.All(Apps("asia-south1"), a => Assert.Equal(First.Release.Revision.Value, world.Runs("asia-south1", a.Name.Value)));
        Assert.Equal([First.Release.Platform.Value, RenderedWorld.Revision('b').Value], Regions.Select(r => world.Simulator.Applications[$"{r}-tenants"].Spec.Text("source", "targetRevision")));
        Assert.Null(world.Applied("asia-south1", began));

        began = world.Simulator.Now;
        world.Follow(Next('2', 'c'));
        world.Settle();

        InOrder(world, up, began);
        Assert.All(Regions, r => Assert.All(Apps(r), a => Assert.Equal(RenderedWorld.Revision('2').Value, world.Runs(r, a.Name.Value))));
    }

    [Fact]
    public void An_object_that_left_is_pruned_in_both_regions()
    {
        RenderedWorld world = new(First);
        world.Settle();
        Assert.All(Regions, r => Assert.NotNull(world.Find(r, "ConfigMap", "catalog-settings")));
        Func<string, string, string> before = world.Repo.Beside;
        world.Repo.Beside = (app, revision) => app == "catalog" && revision == RenderedWorld.Revision('2').Value ? "" : before(app, revision);

        world.Follow(Next('2', 'b'));
        world.Settle();

        Assert.All(Regions, r => Assert.Null(world.Find(r, "ConfigMap", "catalog-settings")));
        Assert.All(Regions, r => Assert.NotNull(world.Find(r, "ConfigMap", "search-settings")));
    }

    [Fact]
    public void What_is_changed_and_deleted_by_hand_comes_back()
    {
        RenderedWorld world = new(First);
        world.Settle();
        LiveObject auth = world.Find("asia-south2", "Deployment", "auth")!;
        Dictionary<string, object?> changed = auth.Manifest.Copy();
        changed.Set("by hand", "data", "revision");
        world.Api("asia-south2").Write(auth, changed);
        world.Api("asia-south2").Delete(world.Find("asia-south2", "ConfigMap", "search-settings")!.Key);
        world.Simulator.Hub.Delete(ObjectKey.Application("asia-south2-group-catalog"));

        world.Settle();

        Assert.Equal(First.Release.Revision.Value, world.Runs("asia-south2", "auth"));
        Assert.NotNull(world.Find("asia-south2", "ConfigMap", "search-settings"));
        Assert.Contains("asia-south2-search", world.Simulator.Applications.Keys);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_fails_holds_what_depends_on_it_and_nothing_else_and_a_fix_goes_through(int seed)
    {
        RenderedWorld world = new(First, seed);
        world.Settle();
        string bad = RenderedWorld.Revision('2').Value;
        world.Let("asia-south2", "auth", live => live.Manifest.Text("data", "revision") == bad ? Health.Degraded : Health.Healthy);

        world.Follow(Next('2', 'b'));
        world.Settle();

        Assert.All((string[])["auth", "fraud", "catalog", "search"], a => Assert.Equal(bad, world.Runs("asia-south2", a)));
        Assert.All((string[])["payments-api", "delivery"], a => Assert.Equal(First.Release.Revision.Value, world.Runs("asia-south2", a)));
        Assert.All(Apps("asia-south1"), a => Assert.Equal(bad, world.Runs("asia-south1", a.Name.Value)));
        Assert.Equal(("Failed", "Degraded"), (world.Simulator.Applications["asia-south2-group-auth"].OperationState!.Phase, $"{world.Simulator.Applications["asia-south2-auth"].Health}"));

        world.Follow(Next('2', 'c', hotfix: ("auth", '3')));
        world.Settle();

        Assert.Equal(RenderedWorld.Revision('3').Value, world.Runs("asia-south2", "auth"));
        Assert.All((string[])["fraud", "payments-api", "delivery"], a => Assert.Equal(bad, world.Runs("asia-south2", a)));
    }

    [Fact]
    public void A_fix_that_comes_while_the_failure_is_tried_again_waits_for_at_most_the_retries()
    {
        RenderedWorld world = AMinuteInto(Health.Degraded);
        Assert.Equal("Running", world.Simulator.Applications["asia-south2-group-auth"].OperationState!.Phase);
        TimeSpan merged = world.Simulator.Now;

        world.Follow(Next('2', 'c', hotfix: ("auth", '3')));
        world.Settle();

        Assert.Equal(RenderedWorld.Revision('3').Value, world.Runs("asia-south2", "auth"));
        Assert.InRange(world.Find("asia-south2", "Deployment", "auth")!.ChangedAt - merged, TimeSpan.Zero, TimeSpan.FromMinutes(25));
    }

    [Fact]
    public void What_never_becomes_healthy_is_given_up_after_two_hours_and_then_a_fix_goes_through()
    {
        RenderedWorld world = AMinuteInto(Health.Progressing);
        TimeSpan merged = world.Simulator.Now;
        world.Follow(Next('2', 'c', hotfix: ("auth", '3')));

        world.Settle();

        Assert.Equal(RenderedWorld.Revision('3').Value, world.Runs("asia-south2", "auth"));
        Assert.InRange(world.Find("asia-south2", "Deployment", "auth")!.ChangedAt - merged, TimeSpan.FromMinutes(110), TimeSpan.FromMinutes(125));
    }

    [Theory]
    [InlineData("kyverno")]
    [InlineData("metrics")]
    public void A_degraded_add_on_holds_the_applications_of_its_cluster_and_of_no_other(string addOn)
    {
        RenderedWorld world = new(First);
        world.Settle();
        world.Let("asia-south2", addOn, _ => Health.Degraded);

        world.Follow(Next('2', 'b'));
        world.Settle();

        Assert.All(Apps("asia-south2"), a => Assert.Equal(First.Release.Revision.Value, world.Runs("asia-south2", a.Name.Value)));
        Assert.All(Apps("asia-south1"), a => Assert.Equal(RenderedWorld.Revision('2').Value, world.Runs("asia-south1", a.Name.Value)));
    }

    [Fact]
    public void A_sync_that_the_cluster_refuses_for_good_holds_what_depends_on_it_and_the_next_commit_goes_through()
    {
        RenderedWorld world = new(First);
        world.Settle();
        bool refuses = true;
        world.Api("asia-south2").Admission = m => refuses && m.Text("metadata", "name") == "auth" ? "denied" : null;
        world.Follow(Next('2', 'b'));
        world.Settle();
        Assert.Equal(First.Release.Revision.Value, world.Runs("asia-south2", "auth"));
        Assert.Equal(First.Release.Revision.Value, world.Runs("asia-south2", "payments-api"));
        Assert.Equal(RenderedWorld.Revision('2').Value, world.Runs("asia-south2", "fraud"));

        refuses = false;
        world.Follow(Next('3', 'c'));
        world.Settle();

        Assert.All(Apps("asia-south2"), a => Assert.Equal(RenderedWorld.Revision('3').Value, world.Runs("asia-south2", a.Name.Value)));
    }

    [Theory]
    [InlineData("prod", "catalog", true)]
    [InlineData("prod", "settlement", true)]
    [InlineData("dev", "catalog", false)]
    [InlineData("dev", "settlement", false)]
    public void What_leaves_the_catalogue_loses_its_application_and_in_production_goes_on_running(string environment, string app, bool stays)
    {
        RenderOptions first = Committed.Options(environment);
        RenderedWorld world = new(first);
        world.Settle();
        ImmutableArray<AppSettings> left = [.. first.Catalog.Apps.Where(a => a.Name.Value != app).Select(a => a with { DependsOn = [.. a.DependsOn.Where(d => d.Value != app)] })];

        world.Follow(first with { Catalog = first.Catalog with { Apps = left }, Release = first.Release with { Platform = RenderedWorld.Revision('b') } });
        world.Settle();

        Assert.DoesNotContain($"{world.Hub}-{app}", world.Simulator.Applications.Keys);
        Assert.Equal(stays, world.Runs(world.Hub, app) is not null);
        Assert.All(left.Where(a => a.RegionsIn(first.Settings).Any()), a => Assert.NotNull(world.Runs(world.Hub, a.Name.Value)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Groups_that_are_joined_in_production_run_on_without_a_moment_of_absence(int seed)
    {
        RenderedWorld world = new(First, seed);
        world.Settle();
        TimeSpan joined = world.Simulator.Now;
        ImmutableArray<AppSettings> apps = [.. First.Catalog.Apps.Select(a => a.Name.Value == "search" ? a with { DependsOn = [KubernetesName.Of("auth"), KubernetesName.Of("catalog")] } : a)];

        world.Follow(First with { Catalog = First.Catalog with { Apps = apps }, Release = First.Release with { Platform = RenderedWorld.Revision('b') } });
        world.Settle();

        Assert.All(Regions, r => Assert.All(Apps(r), a => Assert.True(world.Find(r, "Deployment", a.Name.Value)!.CreatedAt < joined, $"{a.Name} was made anew")));
        Assert.DoesNotContain("asia-south1-group-catalog", world.Simulator.Applications.Keys);
        Assert.All(world.Simulator.Applications.Values, a => Assert.Equal(("Synced", Health.Healthy), (a.Sync, a.Health)));
    }

    [Fact]
    public void When_the_set_of_production_is_deleted_everything_stays()
    {
        RenderedWorld world = new(First);
        world.Settle();
        string[] before = [.. world.Simulator.Applications.Keys];

        world.Simulator.Hub.Delete(new ObjectKey("argoproj.io", "ApplicationSet", "argocd", "clusters"));
        world.Settle();

        Assert.Equal(before, world.Simulator.Applications.Keys);
        Assert.All(Regions, r => Assert.All(Apps(r), a => Assert.NotNull(world.Runs(r, a.Name.Value))));
    }

    [Theory]
    [InlineData("prod", true)]
    [InlineData("dev", false)]
    public void The_namespace_of_a_team_that_leaves_stays_in_production_and_holds_nothing(string environment, bool stays)
    {
        RenderOptions first = Committed.Options(environment);
        RenderedWorld world = new(first);
        world.Settle();
        ImmutableArray<AppSettings> apps = [.. first.Catalog.Apps.Where(a => a.Name.Value != "settlement")];
        ImmutableArray<TenantSettings> tenants = [.. first.Catalog.Tenants.Select(t => t with { Teams = [.. t.Teams.Where(n => n.Value != "settlement")] })];

        world.Follow(first with { Catalog = first.Catalog with { Apps = apps, Tenants = tenants }, Release = first.Release with { Platform = RenderedWorld.Revision('b'), Revision = RenderedWorld.Revision('2') } });
        world.Settle();

        Assert.Equal(stays, world.Find(world.Hub, "Namespace", $"payments-settlement-{environment}") is not null);
        Assert.Equal(stays, world.Runs(world.Hub, "settlement") is not null);
        Assert.All(apps, a => Assert.Equal(RenderedWorld.Revision('2').Value, world.Runs(world.Hub, a.Name.Value)));
        Assert.All(world.Simulator.Applications.Values, a => Assert.Equal(("Synced", Health.Healthy), (a.Sync, a.Health)));
    }

    [Fact]
    public void A_project_that_loses_what_a_waiting_region_runs_is_found_before_that_region_hangs()
    {
        ImmutableArray<TenantSettings> tenants = [.. First.Catalog.Tenants.Select(t => t with { Teams = [.. t.Teams.Where(n => n.Value != "settlement")] })];
        RenderOptions next = Next('2', 'b', behind: ["asia-south1"]) with { Catalog = First.Catalog with { Tenants = tenants, Apps = [.. First.Catalog.Apps.Where(a => a.Name.Value != "settlement")] } };
        RenderedWorld world = new(First);
        world.Settle();

        world.Follow(next);
        world.Settle();

        Assert.Contains("InvalidSpecError", world.Simulator.Applications["asia-south1-settlement"].Conditions.Keys);
        Assert.Equal(
            Regions.SelectMany(r => (string[])["payments", "platform"], (r, p) => $"setu-prod-{r}/payments-settlement-prod of destinations of the project {p}").Order(StringComparer.Ordinal),
            ProjectNarrowing.Of(Committed.Objects(First), Committed.Objects(next with { Release = next.Release with { Regions = next.Release.Regions.Clear() } })).Order(StringComparer.Ordinal));
        Assert.Empty(ProjectNarrowing.Of(Committed.Objects(First), Committed.Objects(First)));
    }

    // A minute after the second revision, with which auth of one region is not well.
    private static RenderedWorld AMinuteInto(Health health)
    {
        RenderedWorld world = new(First);
        world.Settle();
        world.Let("asia-south2", "auth", live => live.Manifest.Text("data", "revision") == RenderedWorld.Revision('2').Value ? health : Health.Healthy);
        world.Follow(Next('2', 'b'));
        world.Simulator.RunFor(TimeSpan.FromMinutes(1));
        return world;
    }

    private static IEnumerable<AppSettings> Apps(string region) => First.Catalog.Apps.Where(a => a.RegionsIn(First.Settings).Any(r => r.Value == region));

    private static RenderOptions Next(char revision, char platform, string[]? behind = null, (string App, char Revision)? hotfix = null) => First with
    {
        Release = First.Release with
        {
            Revision = RenderedWorld.Revision(revision),
            Platform = RenderedWorld.Revision(platform),
            Apps = hotfix is { } given ? ImmutableSortedDictionary<string, GitRevision>.Empty.Add(given.App, RenderedWorld.Revision(given.Revision)) : ImmutableSortedDictionary<string, GitRevision>.Empty,
            Regions = (behind ?? []).ToImmutableSortedDictionary(r => r, _ => First.Release.Reached, StringComparer.Ordinal),
        },
    };

    // Everything that is rolled out takes half a minute from its last change; says since when each is up.
    private static Dictionary<string, TimeSpan> Slow(RenderedWorld world)
    {
        Dictionary<string, TimeSpan> up = new(StringComparer.Ordinal);
        foreach (string region in Regions)
        {
            foreach (string name in First.Catalog.Apps.Select(a => a.Name.Value).Concat(First.Release.AddOns.Keys))
            {
                world.Let(region, name, live =>
                {
                    up[$"{region}-{name}"] = live.ChangedAt + TimeSpan.FromSeconds(30);
                    return world.Simulator.Now < up[$"{region}-{name}"] ? Health.Progressing : Health.Healthy;
                });
            }
        }

        return up;
    }

    // Whatever was applied since a time was applied after what comes before it was up.
    private static void InOrder(RenderedWorld world, Dictionary<string, TimeSpan> up, TimeSpan since)
    {
        foreach (string region in Regions)
        {
            foreach (string addOn in First.Release.AddOns.Keys.Where(a => world.Applied($"{region}-{a}", since) is not null))
            {
                Assert.True(world.Applied($"{region}-tenants") < world.Applied($"{region}-{addOn}", since), $"{addOn} came before the tenants of {region}");
            }

            foreach (AppSettings app in Apps(region).Where(a => world.Applied($"{region}-{a.Name}", since) is not null))
            {
                TimeSpan began = world.Applied($"{region}-{app.Name}", since)!.Value;
                Assert.All(First.Release.AddOns.Keys, a => Assert.True(up[$"{region}-{a}"] <= began, $"{app.Name} came before {a} was up in {region}"));
                Assert.All(app.DependsOn, d => Assert.True(up[$"{region}-{d}"] <= began, $"{app.Name} came before {d} was up in {region}"));
            }
        }
    }
}
