using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Infra.GitOps.Tests;

/// <summary>The revision of each generated Application, by region and application; nothing else of it changes.</summary>
public sealed class ReleaseOverrideTests
{
    private static readonly RenderOptions Plain = Committed.Options("prod");
    private static readonly ImmutableDictionary<string, KeptObject> Before = Applications(Plain);

    private static readonly Gen<GitRevision> Commits = Gen.Choose(0, 3).Select(i => GitRevision.Of(new string("0123"[i], 40)));

    private static readonly Gen<RegionRelease> Runs =
        from revision in Gen.OneOf(Commits, Gen.Constant(Plain.Release.Revision))
        from apps in Apps
        select new RegionRelease(revision, apps);

    private static readonly Gen<Release> Releases =
        from apps in Apps
        from regions in Gen.SubListOf(Plain.Settings.Clusters.Select(c => c.Region.Value)).SelectMany(names => Gen.ListOf(Runs, names.Count).Select(runs => names.Zip(runs)))
        select Plain.Release with { Apps = apps, Regions = regions.ToImmutableSortedDictionary(r => r.First, r => r.Second, StringComparer.Ordinal) };

    private static Gen<ImmutableSortedDictionary<string, GitRevision>> Apps =>
        Gen.SubListOf(Plain.Catalog.Apps.Select(a => a.Name.Value)).SelectMany(names => Gen.ListOf(Commits, names.Count).Select(commits => names.Zip(commits)
            .ToImmutableSortedDictionary(a => a.First, a => a.Second, StringComparer.Ordinal)));

    /// <summary>A release on its way with a hotfix in it.</summary>
    public static RenderOptions Waved { get; } = Plain with
    {
        Release = Plain.Release with
        {
            Apps = ImmutableSortedDictionary<string, GitRevision>.Empty.Add("payments-api", GitRevision.Of(new string('1', 40))),
            Regions = ImmutableSortedDictionary<string, RegionRelease>.Empty.Add("asia-south1", new RegionRelease(GitRevision.Of(new string('0', 40)), ImmutableSortedDictionary<string, GitRevision>.Empty)),
        },
    };

    [Fact]
    public void Each_application_runs_its_revision_and_differs_in_nothing_else() =>
        Prop.ForAll(Releases.ToArbitrary(), release =>
        {
            ImmutableDictionary<string, KeptObject> after = Applications(Plain with { Release = release });
            Assert.Equal(Before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
            Assert.All(after, a => Assert.Equal(Expected(release, a.Key), EncodingFunctions.ToJson(a.Value.Manifest)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void A_file_in_which_nothing_differs_is_the_same_bytes()
    {
        Dictionary<string, string> before = Renderer.Render(Plain).ToDictionary(f => f.Path, f => f.Text, StringComparer.Ordinal);
        Release hotfixed = Plain.Release with { Apps = ImmutableSortedDictionary<string, GitRevision>.Empty.Add("search", GitRevision.Of(new string('1', 40))) };

        Assert.Equal(["applicationsets/marketplace.yaml"], Renderer.Render(Plain with { Release = hotfixed }).Where(f => before[f.Path] != f.Text).Select(f => f.Path));
    }

    [Fact]
    public void The_difference_is_the_revision_and_the_links_of_what_is_overridden()
    {
        EnvironmentDiff diff = EnvironmentDiff.Of(Committed.Objects(Plain), Committed.Objects(Plain with { Release = Plain.Release with { Apps = Waved.Release.Apps } }));

        Assert.Equal(
            ["Application asia-south1-payments-api", "Application asia-south2-payments-api", "ApplicationSet payments"],
            diff.Changes.Select(c => $"{c.Object.Kind} {c.Object.Name}").Order(StringComparer.Ordinal));
        Assert.Null(diff.MassDeletion(isProduction: true));
    }

    // The application of the plain release with the revision of the other.
    private static string Expected(Release release, string name)
    {
        AppSettings? app = Plain.Catalog.Apps.FirstOrDefault(a => name.EndsWith($"-{a.Name}", StringComparison.Ordinal) && Plain.Settings.Clusters.Any(c => $"{c.Region}-{a.Name}" == name));
        string plain = EncodingFunctions.ToJson(Before[name].Manifest);
        return app is null ? plain : plain.Replace(Plain.Release.Revision.Value, release.In(name[..^(app.Name.Value.Length + 1)]).RevisionOf(app.Name.Value).Value, StringComparison.Ordinal);
    }

    private static ImmutableDictionary<string, KeptObject> Applications(RenderOptions options) =>
        Committed.Objects(options).Where(o => o.IsApplication).ToImmutableDictionary(o => o.Name, StringComparer.Ordinal);
}
