using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Infra.Delivery.Gates;
using Infra.Delivery.Releases;
using Infra.Model.Values;
using Infra.Settings.Platform;

namespace Infra.Delivery.Tests.Rollout;

/// <summary>The way of a release through phases.</summary>
public sealed class RolloutSettingsTests
{
    private static readonly Region[] Regions = [.. new[] { "asia-south1", "asia-south2", "europe-west1", "europe-west2" }.Select(Region.Of)];

    private static readonly Gen<RegionRelease> Runs =
        from revision in Gen.Choose(0, 2)
        from hotfix in Gen.Choose(0, 3)
        from platform in Gen.Choose(8, 9)
        select new RegionRelease(
            Commit(platform),
            Commit(revision), hotfix == revision || hotfix == 3 ? ImmutableSortedDictionary<string, GitRevision>.Empty : ImmutableSortedDictionary<string, GitRevision>.Empty.Add("auth", Commit(hotfix)));

    // Each region in one of three phases, of which one may be missing; what runs and what comes differ or not.
    private static readonly Gen<(RolloutSettings Phases, Release Present, Release Target)> Cases =
        from phases in Gen.ListOf(Gen.Choose(0, 2), Regions.Length)
        from own in Runs
        from target in Runs
        from kept in Gen.ListOf(Runs, Regions.Length)
        select (
            new RolloutSettings([.. Enumerable.Range(0, 3).Where(phases.Contains).Select(n => new RolloutPhase($"phase {n}", [.. Regions.Where((_, i) => phases[i] == n)], 1, 10, 200))]),
            Whole(own) with { Regions = Regions.Zip(kept).Where(k => !k.Second.Equals(own)).Take(3).ToImmutableSortedDictionary(k => k.First.Value, k => k.Second, StringComparer.Ordinal) },
            Whole(target));

    [Fact]
    public void Phase_by_phase_each_region_goes_once_from_what_it_ran_to_the_release_and_none_is_left() =>
        Prop.ForAll(Cases.ToArbitrary(), c =>
        {
            Release at = c.Phases.First(c.Target, c.Present);
            HashSet<string> reached = [.. c.Phases.Phases[0].Regions.Select(r => r.Value)];
            for (int steps = 0; at.IsOnItsWay; steps++)
            {
                Assert.InRange(steps, 0, 1);
                Assert.All(Regions, r => Assert.Equal(reached.Contains(r.Value) ? c.Target.Reached : c.Present.In(r.Value), at.In(r.Value)));
                Assert.Contains(c.Phases.PhaseOf(at), c.Phases.Phases);
                RolloutPhase next = c.Phases.NextOf(at)!;
                reached.UnionWith(c.Phases.Phases.TakeWhile(p => p != next).Append(next).SelectMany(p => p.Regions).Select(r => r.Value));
                at = c.Phases.Advance(at);
            }

            Assert.All(Regions, r => Assert.Equal(c.Target.Reached, at.In(r.Value)));
            Assert.Equal(c.Phases.Phases[^1], c.Phases.PhaseOf(at));
            Assert.Null(c.Phases.NextOf(at));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Promoting_again_in_any_phase_asks_for_what_is_there() =>
        Prop.ForAll(Cases.ToArbitrary(), c =>
        {
            for (Release at = c.Phases.First(c.Target, c.Present); ; at = c.Phases.Advance(at))
            {
                Assert.Equal(ReleaseId.Of(at), ReleaseId.Of(c.Phases.First(c.Target, at)));
                if (!at.IsOnItsWay)
                {
                    return;
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static Release Whole(RegionRelease runs) =>
        new(runs.Revision, runs.Platform, ImmutableSortedDictionary<string, ChartVersion>.Empty, ImmutableSortedDictionary<string, int>.Empty, null) { Apps = runs.Apps };

    private static GitRevision Commit(int digit) => GitRevision.Of(new string((char)('0' + digit), 40));
}
