using System.Collections.Immutable;
using Infra.Delivery.Promoting;
using Infra.Delivery.Releases;
using Infra.Model.Values;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.Delivery.Tests.Promotion;

/// <summary>What speaks against a promotion.</summary>
public sealed class PromotionJudgeTests
{
    private static readonly PromotionFacts Free = new()
    {
        From = "staging",
        To = "prod",
        Tiers = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("dev", Tier.Development), KeyValuePair.Create("staging", Tier.Staging), KeyValuePair.Create("prod", Tier.Production)]),
        Given = Named('a'),
        Present = Named('b'),
        Standing = ReleaseStanding.Newer,
        StandingReason = "it left main 1 commit later",
    };

    [Fact]
    public void Nothing_speaks_against_a_newer_release_of_the_environment_before() => Assert.Empty(PromotionJudge.Objections(Free));

    [Fact]
    public void Each_objection_is_said_and_all_of_them_at_once() => Assert.Equal(
        [
            "prod is not the next environment after dev: staging would be skipped",
            $"release {Named('a')} is older than {Named('b')}, which prod has: it left main 1 commit earlier",
            $"release {Named('b')} is on its way in prod, and not yet in asia-south1",
            "the projects of Argo CD change for all regions at once, and what a region runs that waits for its phase would hang without the project payments, without x of destinations of the project platform",
            "2 objects would be removed in production",
        ],
        PromotionJudge.Objections(Free with
        {
            From = "dev",
            Standing = ReleaseStanding.Older,
            StandingReason = "it left main 1 commit earlier",
            Unreached = ["asia-south1"],
            Narrowed = ["the project payments", "x of destinations of the project platform"],
            MassDeletion = "2 objects would be removed in production",
        }));

    private static ReleaseId Named(char digit) => ReleaseId.Of(new Release(
        GitRevision.Of(new string(digit, 40)),
        GitRevision.Of(new string('1', 40)),
        ImmutableSortedDictionary.Create<string, ChartVersion>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal),
        null));
}
