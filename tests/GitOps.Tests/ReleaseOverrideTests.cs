using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Infra.GitOps.ApplicationSets;
using Infra.GitOps.Comparing;
using Infra.GitOps.Generators;
using Infra.GitOps.Objects;
using Infra.GitOps.Templates;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Manifests;
using Infra.Model.Values;
using Infra.Settings.Platform;

namespace Infra.GitOps.Tests;

/// <summary>What each region runs of a release: hotfixes where it has arrived, and everything of the one before where it has not.</summary>
public sealed class ReleaseOverrideTests
{
    private static readonly RenderOptions Plain = Committed.Options("prod");
    private static readonly GitRevision Earlier = GitRevision.Of(new string('e', 40));
    private static readonly Gen<GitRevision> Commits = Gen.Choose(0, 3).Select(i => GitRevision.Of(new string("0123"[i], 40)));

    private static readonly Gen<Release> Whole =
        from revision in Commits
        from names in Gen.SubListOf(Plain.Catalog.Apps.Select(a => a.Name.Value))
        from commits in Gen.ListOf(Commits, names.Count)
        from addOns in Gen.SubListOf(Plain.Release.AddOns.Keys)
        select Plain.Release with
        {
            Revision = revision,
            Apps = names.Zip(commits).ToImmutableSortedDictionary(a => a.First, a => a.Second, StringComparer.Ordinal),
            AddOns = Plain.Release.AddOns.RemoveRange(addOns),
        };

    private static readonly Gen<string[]> Regions = Gen.SubListOf(Plain.Settings.Clusters.Select(c => c.Region.Value)).Select(r => r.ToArray());

    /// <summary>A release on its way with a hotfix in it.</summary>
    public static ImmutableArray<KeptObject> Waved { get; } = OnItsWay(
        Plain.Release,
        Plain.Release with { Apps = ImmutableSortedDictionary<string, GitRevision>.Empty.Add("payments-api", GitRevision.Of(new string('1', 40))) },
        ["asia-south1"]);

    [Fact]
    public void A_region_runs_all_of_the_release_or_all_of_the_one_before() =>
        Prop.ForAll(Whole.ToArbitrary(), Whole.ToArbitrary(), Regions.ToArbitrary(), (before, after, behind) =>
        {
            Dictionary<string, string> expected = new[] { (Release: before with { Platform = Earlier }, IsBehind: true), (Release: after, IsBehind: false) }
                .SelectMany(r => Applications(Committed.Objects(Plain with { Release = r.Release })).Where(a => behind.Contains(RegionOf(a), StringComparer.Ordinal) == r.IsBehind))
                .ToDictionary(a => a.Name, a => EncodingFunctions.ToJson(a.Manifest), StringComparer.Ordinal);

            Dictionary<string, string> made = Applications(OnItsWay(before, after, behind)).ToDictionary(a => a.Name, a => EncodingFunctions.ToJson(a.Manifest), StringComparer.Ordinal);

            Assert.Equal(expected.OrderBy(e => e.Key, StringComparer.Ordinal), made.OrderBy(e => e.Key, StringComparer.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void A_hotfix_changes_the_file_of_its_application_alone()
    {
        Dictionary<string, string> before = Renderer.Render(Plain).ToDictionary(f => f.Path, f => f.Text, StringComparer.Ordinal);
        Release hotfixed = Plain.Release with { Apps = ImmutableSortedDictionary<string, GitRevision>.Empty.Add("search", GitRevision.Of(new string('1', 40))) };

        Assert.Equal(["groups/catalog/templates/search.yaml"], Renderer.Render(Plain with { Release = hotfixed }).Where(f => before[f.Path] != f.Text).Select(f => f.Path));
    }

    [Fact]
    public void The_difference_is_the_revision_and_the_links_of_what_is_overridden()
    {
        Release hotfixed = Plain.Release with { Apps = ImmutableSortedDictionary<string, GitRevision>.Empty.Add("payments-api", GitRevision.Of(new string('1', 40))) };
        EnvironmentDiff diff = EnvironmentDiff.Of(Committed.Objects(Plain), Committed.Objects(Plain with { Release = hotfixed }));

        Assert.Equal(
            ["Application asia-south1-payments-api", "Application asia-south2-payments-api"],
            diff.Changes.Select(c => $"{c.Object.Kind} {c.Object.Name}").Order(StringComparer.Ordinal));
        Assert.All(diff.Changes, c => Assert.Equal(["spec.info[0].value", "spec.info[1].value", "spec.source.targetRevision"], c.Fields.Select(f => f.Path)));
        Assert.Null(diff.MassDeletion(isProduction: true));
    }

    [Fact]
    public void What_a_waiting_region_loses_with_its_phase_is_a_removal_of_that_phase()
    {
        RenderOptions less = Plain with
        {
            Catalog = Plain.Catalog with
            {
                Tenants = [.. Plain.Catalog.Tenants.Select(t => t with { Teams = [.. t.Teams.Where(n => n.Value != "settlement")] })],
                Apps = [.. Plain.Catalog.Apps.Where(a => a.Name.Value != "settlement")],
            },
        };
        RegionRelease still = (Plain.Release with { Platform = Earlier }).Reached;
        RenderOptions first = less with { Release = less.Release with { Regions = ImmutableSortedDictionary<string, RegionRelease>.Empty.Add("asia-south1", still) } };
        ImmutableArray<KeptObject> waiting = EnvironmentObjects.Read(
            new PlatformFiles(Plain.Settings.Stack, first.Release.Platform, Renderer.Render(first)) { Behind = ImmutableDictionary<string, ImmutableArray<RenderedFile>>.Empty.Add(Earlier.Value, Renderer.Render(Plain)) },
            Renderer.Clusters(first.Settings, first.Release));

        EnvironmentDiff begun = EnvironmentDiff.Of(Committed.Objects(Plain), waiting);
        EnvironmentDiff ended = EnvironmentDiff.Of(waiting, Committed.Objects(less));

        Assert.All((EnvironmentDiff[])[begun, ended], d => Assert.Contains(d.Removed, c => c.Object is { Kind: "Namespace", Name: "payments-settlement-prod" }));
        Assert.Contains(ended.Removed, c => c.Object.Name == "asia-south1-settlement");
        Assert.NotNull(ended.MassDeletion(isProduction: true));
        Assert.Empty(EnvironmentDiff.Of(waiting, waiting).Changes);
    }

    // Argo CD would apply it, and the difference between two revisions that both have it is none.
    [Theory]
    [InlineData("spec: 5", "spec.project")]
    [InlineData("spec: {project: p, destination: {name: c}, sources: []}", "spec.source")]
    [InlineData("spec: {project: p, destination: {name: c}, source: {repoURL: r}}", null)]
    public void An_application_among_the_files_of_a_waiting_region_is_read_like_any_object(string spec, string? lacks)
    {
        RenderedFile file = new("tenants/h.yaml", $"apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{name: h, namespace: argocd}}\n{spec}\n");
        RenderOptions waiting = Plain with { Release = Plain.Release with { Regions = ImmutableSortedDictionary<string, RegionRelease>.Empty.Add("asia-south1", (Plain.Release with { Platform = Earlier }).Reached) } };
        PlatformFiles platform = new(Plain.Settings.Stack, waiting.Release.Platform, [.. Renderer.Render(waiting), file]) { Behind = ImmutableDictionary<string, ImmutableArray<RenderedFile>>.Empty.Add(Earlier.Value, [.. Renderer.Render(Plain), file]) };
        Cluster[] clusters = [.. Renderer.Clusters(waiting.Settings, waiting.Release)];

        if (lacks is not null)
        {
            Assert.Contains($"tenants/h.yaml:1: the Application h has no {lacks}, and Argo CD would refuse it.", Assert.Throws<InfraException>(() => EnvironmentObjects.Read(platform, clusters)).Message, StringComparison.Ordinal);
            return;
        }

        ImmutableArray<KeptObject> read = EnvironmentObjects.Read(platform, clusters);
        Assert.Empty(EnvironmentDiff.Of(read, read).Changes);
    }

    [Fact]
    public void A_region_behind_whose_commit_is_not_here_is_an_error_that_says_what_to_do()
    {
        Release release = Plain.Release with { Regions = Plain.Release.Regions.Add("asia-south1", new RegionRelease(Earlier, Plain.Release.Revision, Plain.Release.Apps)) };

        InfraException refused = Assert.Throws<InfraException>(() => Committed.Objects(Plain with { Release = release }));

        Assert.Contains($"the Application asia-south1 follows {Earlier}, and there is no such chart there. Render again (`infra render`), or fetch the whole history", refused.Message, StringComparison.Ordinal);
    }

    private static ImmutableArray<KeptObject> OnItsWay(Release before, Release after, string[] behind)
    {
        RegionRelease still = (before with { Platform = Earlier }).Reached;
        Release release = after with { Regions = behind.ToImmutableSortedDictionary(r => r, _ => still, StringComparer.Ordinal) };
        PlatformFiles platform = new(Plain.Settings.Stack, release.Platform, Renderer.Render(Plain with { Release = release }))
        {
            Behind = ImmutableDictionary<string, ImmutableArray<RenderedFile>>.Empty.Add(Earlier.Value, Renderer.Render(Plain with { Release = before with { Platform = Earlier } })),
        };
        return EnvironmentObjects.Read(platform, Renderer.Clusters(Plain.Settings, release));
    }

    private static string RegionOf(KeptObject application) => (string)application.At("metadata", "labels", "region")!;

    private static IEnumerable<KeptObject> Applications(IEnumerable<KeptObject> objects) => objects.Where(o => o.IsApplication);
}
