using System.Collections.Immutable;
using Infra.Settings.Platform;

namespace Infra.Delivery.Gates;

/// <summary>How a release reaches an environment: in phases, each region in one of them. A share is one of clusters, because a region has one.</summary>
/// <param name="Phases">The phases in order, at least one.</param>
public sealed record RolloutSettings(ImmutableArray<RolloutPhase> Phases)
{
    /// <summary>The phases that a file may name, in order, with the hours that they hold by default.</summary>
    internal static ImmutableArray<(string Name, int Hours)> Known { get; } = [("primary", 4), ("secondary", 8), ("tertiary", 12)];

    /// <summary>What the environment gets first: the release in the regions of the first phase, in the others what they run.</summary>
    /// <param name="target">The release, in every region.</param>
    /// <param name="present">What the environment has; a region of it may be on its way to something else.</param>
    public Release First(Release target, Release present)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(present);
        return target with
        {
            Regions = Phases.Skip(1).SelectMany(p => p.Regions).Where(r => !present.In(r.Value).Equals(target.Reached))
                .ToImmutableSortedDictionary(r => r.Value, r => present.In(r.Value), StringComparer.Ordinal),
        };
    }

    /// <summary>The phase that a release is in: the last of those, from the first on, whose regions it has all reached; null when it has not even reached the first.</summary>
    public RolloutPhase? PhaseOf(Release release) => Phases.TakeWhile(p => !p.Regions.Any(r => release.Regions.ContainsKey(r.Value))).LastOrDefault();

    /// <summary>The phase that comes next; null when the release has reached every region.</summary>
    public RolloutPhase? NextOf(Release release) => Phases.FirstOrDefault(p => p.Regions.Any(r => release.Regions.ContainsKey(r.Value)));

    /// <summary>The release after the next phase was opened.</summary>
    public Release Advance(Release release)
    {
        ArgumentNullException.ThrowIfNull(release);
        return release with { Regions = release.Regions.RemoveRange((NextOf(release)?.Regions ?? []).Select(r => r.Value)) };
    }
}
