using System.Collections.Immutable;
using Infra.Delivery.Releases;
using Infra.Settings.Stacks;

namespace Infra.Delivery.Promoting;

/// <summary>What is known when an environment is to get the release of another.</summary>
public sealed record PromotionFacts
{
    /// <summary>The environment whose release is taken.</summary>
    public required string From { get; init; }

    /// <summary>The environment that gets it.</summary>
    public required string To { get; init; }

    /// <summary>The tier of every environment that has a release.</summary>
    public required ImmutableSortedDictionary<string, Tier> Tiers { get; init; }

    /// <summary>The release that is given.</summary>
    public required ReleaseId Given { get; init; }

    /// <summary>The release that the environment has.</summary>
    public required ReleaseId Present { get; init; }

    /// <summary>How both stand to each other.</summary>
    public required ReleaseStanding Standing { get; init; }

    /// <summary>Why that is known, as a clause.</summary>
    public required string StandingReason { get; init; }

    /// <summary>The hotfixes that the environment runs, and what becomes of them.</summary>
    public ImmutableArray<OpenHotfix> Hotfixes { get; init; } = [];

    /// <summary>The regions that the present release has not reached, where it is on its way; they run another still.</summary>
    public ImmutableArray<string> Unreached { get; init; } = [];

    /// <summary>What Argo CD's projects allow no longer, where regions are left that run the release before; none where every region gets it at once.</summary>
    public ImmutableArray<string> Narrowed { get; init; } = [];

    /// <summary>Why many objects would be removed, as a clause; null when they would not.</summary>
    public string? MassDeletion { get; init; }
}
