using System.Collections.Immutable;
using Infra.Delivery.Releases;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Settings.Platform;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Delivery.Tests.Releases;

public sealed class ReleaseHistoryTests
{
    private static readonly ReleaseEntry[] Entries = [Entry('d'), Entry('c'), Entry('b'), Entry('a')];
    private static readonly ReleaseHistory History = new("staging", [.. Entries]);

    [Fact]
    public void The_last_good_release_is_the_newest_earlier_one_that_an_update_succeeded_with() =>
        Assert.Equal(Entries[2], History.LastGood([Entries[0].Id, Entries[3].Id, Entries[2].Id]));

    [Fact]
    public void Without_a_record_it_is_the_one_before() => Assert.Equal(Entries[1], History.LastGood([]));

    [Fact]
    public void A_phase_of_a_rollout_is_never_the_last_good_release_though_updates_succeeded_with_it()
    {
        ReleaseEntry Phase(ReleaseEntry of) => new(of.Commit, of.Release with { Regions = of.Release.Regions.Add("asia-south1", Entries[2].Release.Reached) });
        ReleaseEntry[] way = [Entries[0], Phase(Entries[0]), Phase(Entries[1]), Entries[2], Entries[3]];

        Assert.Equal(Entries[2], new ReleaseHistory("prod", [.. way]).LastGood(way.Select(w => w.Id)));
        Assert.Equal(Entries[2], new ReleaseHistory("prod", [.. way[1..]]).LastGood([]));
    }

    [Fact]
    public void A_release_that_came_back_is_the_present_one_and_not_an_earlier_one()
    {
        ReleaseHistory history = new("staging", [Entries[0], Entries[1], Entries[0] with { Commit = "older" }]);

        Assert.Equal([Entries[1]], history.Earlier);
    }

    [Fact]
    public void A_release_is_found_by_the_digits_that_it_begins_with() => Assert.Equal(Entries[3], History.Find(Entries[3].Id.Digest["sha256:".Length..][..7]));

    [Fact]
    public void The_present_release_is_nothing_to_go_back_to() => Assert.Equal(
        $"staging has the release {Entries[0].Id} now, so there is nothing to go back to. Earlier ones, newest first: {string.Join(", ", Entries[1..].Select(e => e.Id.Short))}.",
        Assert.Throws<InfraException>(() => History.Find(Entries[0].Id.Digest)).Message);

    [Fact]
    public void Each_part_of_a_release_counts_in_its_name()
    {
        Release release = Entries[0].Release;
        Release[] others =
        [
            release with { Revision = GitRevision.Of(new string('e', 40)) },
            release with { Platform = GitRevision.Of(new string('e', 40)) },
            release with { AddOns = release.AddOns.Add("reloader", Of("2.2.11")) },
            release with { Secrets = release.Secrets.Add("maps-api-key", 2) },
            release with { Event = Name("diwali") },
            release with { Apps = release.Apps.Add("auth", GitRevision.Of(new string('e', 40))) },
            release with { Regions = release.Regions.Add("asia-south1", release.Reached with { Revision = GitRevision.Of(new string('e', 40)) }) },
            release with { Regions = release.Regions.Add("asia-south1", release.Reached with { Platform = GitRevision.Of(new string('e', 40)) }) },
        ];

        Assert.Equal(others.Length + 1, others.Append(release).Select(r => ReleaseId.Of(r).Digest).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(ReleaseId.Of(release), ReleaseId.Of(release with { AddOns = release.AddOns.Add("x", Of("1.0.0")).Remove("x") }));
    }

    [Fact]
    public void What_is_written_is_what_is_read()
    {
        Assert.True(StackName.TryParse("prod", out StackName? prod, out _));
        Release release = Entries[0].Release with
        {
            AddOns = Entries[0].Release.AddOns.Add("reloader", Of("2.2.11")), Secrets = Entries[0].Release.Secrets.Add("maps-api-key", 2), Event = Name("diwali"),
        };

        (Release? read, ImmutableArray<SettingsProblem> problems) = ReleaseFile.Parse("release.yaml", ReleaseText.Write(prod, release), Tier.Production);

        Assert.Empty(problems);
        Assert.Equal(ReleaseId.Of(release), ReleaseId.Of(read!));
    }

    private static ChartVersion Of(string text) => ChartVersion.TryParse(text, out ChartVersion? version, out _) ? version : throw new ArgumentException(text, nameof(text));

    private static KubernetesName Name(string text) => KubernetesName.TryParse(text, out KubernetesName? name, out _) ? name : throw new ArgumentException(text, nameof(text));

    private static ReleaseEntry Entry(char digit) => new(
        new string(digit, 40),
        new Release(
            GitRevision.Of(new string(digit, 40)), GitRevision.Of(new string('1', 40)), ImmutableSortedDictionary.Create<string, ChartVersion>(StringComparer.Ordinal), ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal), null));
}
