using System.Text.RegularExpressions;
using Infra.GitOps.Generators;
using Infra.GitOps.Objects;
using Infra.Model.Values;
using Infra.Settings.Platform;

namespace Infra.GitOps.Tests;

public sealed partial class CommittedGitOpsTests
{
    public static TheoryData<string> Environments => [.. Committed.Environments];

    [Theory]
    [MemberData(nameof(Environments))]
    public void What_is_committed_is_what_stacks_says(string environment)
    {
        Dictionary<string, string> rendered = Renderer.Render(Committed.Options(environment)).ToDictionary(f => f.Path, f => f.Text, StringComparer.Ordinal);
        string folder = Path.Combine(Fixture.Root, "gitops", environment);
        string[] committed = [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
            // Policies of admission follow from the rules; tests/Policy.Tests compares them.
            .Where(f => !f.StartsWith("policies/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

        Assert.Equal(rendered.Keys.Order(StringComparer.Ordinal), committed);
        Assert.All(rendered, f => Assert.True(f.Value == File.ReadAllText(Path.Combine(folder, f.Key)), $"gitops/{environment}/{f.Key} is stale; run ./run render and commit the result."));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void An_application_that_events_start_has_three_tries_at_most_a_minute_apart_and_every_other_ten(string environment)
    {
        RenderOptions options = Committed.Options(environment);
        Dictionary<string, string> files = Renderer.Render(options).Where(f => f.Path.StartsWith("groups/", StringComparison.Ordinal) && f.Path.Contains("/templates/", StringComparison.Ordinal)).ToDictionary(f => Path.GetFileNameWithoutExtension(f.Path), f => f.Text, StringComparer.Ordinal);

        Assert.Contains(options.Catalog.Apps, a => a.IsEventDriven);
        Assert.All(options.Catalog.Apps.Where(a => a.RegionsIn(options.Settings).Any()), a =>
            Assert.Matches(a.IsEventDriven ? "    retry:\n      backoff:\n        maxDuration: 1m\n      limit: 3\n" : "    retry:\n      limit: 10\n", files[a.Name.Value]));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Every_label_and_annotation_that_a_set_reads_is_written_by_the_contract(string environment)
    {
        RenderOptions options = Committed.Options(environment);
        string sets = string.Concat(Renderer.Render(options).Where(f => f.Path.StartsWith("applicationsets/", StringComparison.Ordinal)).Select(f => f.Text));

        Assert.Empty(LabelRead().Matches(sets).Select(m => m.Groups[1].Value).Except(ClusterContract.Labels, StringComparer.Ordinal));
        Assert.Empty(AnnotationRead().Matches(sets).Select(m => m.Groups[1].Value).Except(ClusterContract.Annotations, StringComparer.Ordinal));
        Assert.All(Renderer.Clusters(options.Settings, options.Release), c =>
        {
            Assert.Equal(ClusterContract.Labels, c.Labels.Keys);
            Assert.Equal(ClusterContract.Annotations, c.Annotations.Keys);
        });
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Each_application_runs_once_in_each_of_its_regions_and_each_add_on_everywhere(string environment)
    {
        RenderOptions options = Committed.Options(environment);
        IEnumerable<string> expected = options.Catalog.Apps.SelectMany(a => a.RegionsIn(options.Settings).Select(r => $"{r}-{a.Name}"))
            .Concat(options.Settings.Clusters.SelectMany(c => options.Release.AddOns.Keys.Append("tenants").Select(name => $"{c.Region}-{name}")))
            .Concat(options.Settings.Clusters.Select(c => c.Region.Value))
            .Concat(AppGroup.Of(options.Catalog.Apps).SelectMany(g => g.Apps.SelectMany(a => a.RegionsIn(options.Settings)).Distinct().Select(r => $"{r}-group-{g.Name}")));

        KeptObject[] applications = [.. Committed.Objects(options).Where(o => o.IsApplication)];

        Assert.Equal(expected.Order(StringComparer.Ordinal), applications.Select(a => a.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void An_application_comes_after_the_tenants_the_add_ons_and_all_that_it_depends_on(string environment)
    {
        RenderOptions options = Committed.Options(environment);
        Dictionary<string, KeptObject> applications = Committed.Objects(options).Where(o => o.IsApplication).ToDictionary(o => o.Name, StringComparer.Ordinal);
        int[] Order(string name) => [.. applications[name].Order.Split('.').Select(w => int.Parse(w, System.Globalization.CultureInfo.InvariantCulture))];

        Assert.All(options.Settings.Clusters, c =>
        {
            Assert.Equal([0], Order($"{c.Region}-tenants"));
            Assert.All(options.Release.AddOns.Keys, a => Assert.Equal([1], Order($"{c.Region}-{a}")));
            foreach (AppSettings app in options.Catalog.Apps.Where(a => applications.ContainsKey($"{c.Region}-{a.Name}")))
            {
                Assert.Equal(2, Order($"{c.Region}-{app.Name}")[0]);
                foreach (KubernetesName dependency in app.DependsOn.Where(d => applications.ContainsKey($"{c.Region}-{d}")))
                {
                    Assert.Equal(applications[$"{c.Region}-{dependency}"].Parent!.Name, applications[$"{c.Region}-{app.Name}"].Parent!.Name);
                    Assert.True(Order($"{c.Region}-{dependency}")[1] < Order($"{c.Region}-{app.Name}")[1], $"{app.Name} in {c.Region} does not come after {dependency}");
                }
            }
        });
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void No_set_reads_the_address_of_a_cluster_which_only_an_apply_gives(string environment) =>
        Assert.DoesNotContain(Renderer.Render(Committed.Options(environment)), f => f.Text.Contains(".server", StringComparison.Ordinal) || f.Text.Contains(".invalid", StringComparison.Ordinal));

    [Fact]
    public void In_production_nothing_is_deleted_with_its_set_and_nothing_that_moves_is_followed()
    {
        KeptObject[] objects = [.. Committed.Objects(Committed.Options("prod"))];

        Assert.All(objects.Where(o => o.Kind == "ApplicationSet"), s =>
        {
            Assert.Equal(true, s.At("spec", "syncPolicy", "preserveResourcesOnDeletion"));
            Assert.Equal("create-update", s.TextAt("spec", "syncPolicy", "applicationsSync"));
        });
        Assert.All(objects.Where(o => o.IsApplication), a =>
        {
            // A parent takes Applications along, and those nothing.
            Assert.Equal(a.Name.Contains("-group-", StringComparison.Ordinal) ? ["resources-finalizer.argocd.argoproj.io"] : [], a.ListAt("metadata", "finalizers"));
            IEnumerable<object?> sources = a.ListAt("spec", "sources").Append(a.At("spec", "source")).Where(s => s is not null);
            Assert.All(sources.Cast<IReadOnlyDictionary<string, object?>>(), s => Assert.Matches("^([0-9a-f]{40}|v?[0-9]+\\.[0-9]+\\.[0-9]+)$", (string)s["targetRevision"]!));
        });
    }

    [Fact]
    public void Every_application_of_every_environment_prunes_and_heals_itself() =>
        Assert.All(Committed.Environments.SelectMany(e => Committed.Objects(Committed.Options(e))).Where(o => o.IsApplication), a =>
        {
            Assert.Equal(true, a.At("spec", "syncPolicy", "automated", "prune"));
            Assert.Equal(true, a.At("spec", "syncPolicy", "automated", "selfHeal"));
        });

    [Fact]
    public void A_retry_takes_what_is_new_only_where_a_branch_is_followed() => Assert.All(Committed.Environments, e => Assert.All(
        Committed.Objects(Committed.Options(e)).Where(o => o.IsApplication), a => Assert.Equal(e == "dev" ? true : null, a.At("spec", "syncPolicy", "retry", "refresh"))));

    [GeneratedRegex("\\.metadata\\.labels\\.([a-zA-Z]+)")]
    private static partial Regex LabelRead();

    [GeneratedRegex("\\.metadata\\.annotations\\.([a-zA-Z]+)")]
    private static partial Regex AnnotationRead();
}
