using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Infra.Delivery.Releases;
using Infra.Model.Values;
using Infra.Settings.Platform;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Delivery.Tests.Releases;

/// <summary>Hotfixes and regions of a release: what is written is read, and the nearest statement counts.</summary>
public sealed class ReleaseOverrideTests
{
    private static readonly string[] AppNames = ["auth", "fraud", "payments-api", "search"];
    private static readonly string[] RegionNames = ["asia-south1", "asia-south2", "europe-west1"];

    private static readonly Gen<GitRevision> Commits = Gen.Choose(0, 15).Select(i => GitRevision.Of(new string("0123456789abcdef"[i], 40)));

    private static readonly Gen<RegionRelease> Runs =
        from platform in Commits
        from revision in Commits
        from apps in AppsBeside(revision)
        select new RegionRelease(platform, revision, apps);

    private static readonly Gen<Release> Releases =
        from own in Runs
        from regions in Gen.SubListOf(RegionNames).SelectMany(names => Gen.ListOf(Runs, names.Count).Select(runs => names.Zip(runs)))
        select new Release(own.Revision, own.Platform, ImmutableSortedDictionary<string, ChartVersion>.Empty, ImmutableSortedDictionary<string, int>.Empty, null)
        {
            Apps = own.Apps,
            Regions = regions.Where(r => !r.Second.Equals(own)).ToImmutableSortedDictionary(r => r.First, r => r.Second, StringComparer.Ordinal),
        };

    // Two releases of one revision, which differ in one region at most: so the smallest difference must show.
    private static readonly Gen<(Release, Release)> Alike =
        from release in Releases
        from region in Gen.Elements(RegionNames)
        from runs in Gen.OneOf(Runs, AppsBeside(release.In(region).Revision).Select(apps => release.In(region) with { Apps = apps }), Gen.Constant(release.In(region)))
        select (release, release with { Regions = runs.Equals(release.Reached) ? release.Regions.Remove(region) : release.Regions.SetItem(region, runs) });

    [Fact]
    public void Whatever_is_written_is_read_as_the_same_release_and_written_as_the_same_bytes() =>
        Prop.ForAll(Releases.ToArbitrary(), release =>
        {
            string text = ReleaseText.Write(StackName.Of("prod"), release);
            (Release? read, ImmutableArray<SettingsProblem> problems) = ReleaseFile.Parse("release.yaml", text, Tier.Production);
            return problems.IsEmpty && ReleaseId.Of(read!) == ReleaseId.Of(release) && ReleaseText.Write(StackName.Of("prod"), read!) == text;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void Two_releases_have_one_name_only_where_every_application_runs_the_same_everywhere() =>
        Prop.ForAll(Alike.ToArbitrary(), pair =>
            (ReleaseId.Of(pair.Item1) == ReleaseId.Of(pair.Item2))
                == (pair.Item1.Platform == pair.Item2.Platform && pair.Item1.Reached.Equals(pair.Item2.Reached) && RegionNames.All(r => pair.Item1.In(r).Equals(pair.Item2.In(r)))))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void The_nearest_statement_counts_an_application_of_the_region_then_the_region_then_a_hotfix_then_the_revision() =>
        Prop.ForAll(Releases.ToArbitrary(), release => RegionNames.All(region => AppNames.All(app =>
        {
            GitRevision expected =
                release.Regions.TryGetValue(region, out RegionRelease? kept) ? kept.Apps.TryGetValue(app, out GitRevision? own) ? own : kept.Revision
                : release.Apps.TryGetValue(app, out GitRevision? hotfix) ? hotfix : release.Revision;
            return release.In(region).RevisionOf(app) == expected;
        }))).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void A_release_without_either_has_the_name_that_it_always_had() => Assert.Equal(
        "sha256:a870533657849b065ba47292838a0ed9f4dc07abae4a52dc86f15b80a2e63230",
        ReleaseId.Of(ReleaseFile.Parse("release.yaml", $"revision: {new string('a', 40)}\nplatform: {new string('b', 40)}\naddons:\n  reloader: \"2.2.11\"\n", Tier.Staging).Release!).Digest);

    [Fact]
    public void A_region_that_runs_what_the_others_run_is_named()
    {
        string apps(string indent) => $"{indent}revision: {new string('a', 40)}\n{indent}platform: {new string('b', 40)}\n{indent}apps:\n{indent}  auth: {new string('c', 40)}\n";

        Assert.Equal(
            ["release.yaml:6:3: regions.asia-south1: a region below regions: runs something else than the release gives the others. Delete it: the release has reached the region."],
            ReleaseFile.Parse("release.yaml", $"{apps("")}regions:\n  asia-south1:\n{apps("    ")}", Tier.Production).Problems.Select(p => p.ToString()));
    }

    [Fact]
    public void A_region_of_the_same_applications_and_another_platform_has_not_been_reached() => Assert.Empty(ReleaseFile.Parse(
        "release.yaml",
        $"revision: {new string('a', 40)}\nplatform: {new string('b', 40)}\nregions:\n  asia-south1:\n    revision: {new string('a', 40)}\n    platform: {new string('c', 40)}\n",
        Tier.Production).Problems);

    [Fact]
    public void The_platform_of_a_region_is_a_commit_too() => Assert.Contains(
        "outside development a release is a commit",
        Assert.Single(ReleaseFile.Parse(
            "release.yaml",
            $"revision: {new string('a', 40)}\nplatform: {new string('b', 40)}\nregions:\n  asia-south1:\n    revision: {new string('a', 40)}\n    platform: main\n",
            Tier.Production).Problems).ToString(),
        StringComparison.Ordinal);

    private static Gen<ImmutableSortedDictionary<string, GitRevision>> AppsBeside(GitRevision revision) =>
        Gen.SubListOf(AppNames).SelectMany(names => Gen.ListOf(Commits, names.Count).Select(commits => names.Zip(commits)
            .Where(a => a.Second != revision).ToImmutableSortedDictionary(a => a.First, a => a.Second, StringComparer.Ordinal)));
}
