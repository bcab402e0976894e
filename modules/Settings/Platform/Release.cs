using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.Settings.Platform;

/// <summary>What an environment runs. A promotion gives the next environment the same.</summary>
/// <param name="Revision">The revision of the applications' repository that Argo CD follows there, unless something below says otherwise; a commit outside development.</param>
/// <param name="Platform">The revision of this repository whose gitops/ENV/ Argo CD follows there; a commit outside development.</param>
/// <param name="AddOns">The add-ons that it has, each with the version of its chart.</param>
/// <param name="Secrets">In production the versions of the secrets; elsewhere none, because the latest is followed.</param>
/// <param name="Event">The event whose values lie over all others, such as a festival; null outside events.</param>
public sealed record Release(
    GitRevision Revision,
    GitRevision Platform,
    ImmutableSortedDictionary<string, ChartVersion> AddOns,
    ImmutableSortedDictionary<string, int> Secrets,
    KubernetesName? Event)
{
    /// <summary>The hotfixes: applications at a commit of their own, by name, until a promotion takes it up. Default: none.</summary>
    public ImmutableSortedDictionary<string, GitRevision> Apps { get; init; } = ImmutableSortedDictionary.Create<string, GitRevision>(StringComparer.Ordinal);

    /// <summary>The regions that the release has not reached, with what they run still: tenants, add-ons and applications, so that <see cref="Apps"/> and <see cref="AddOns"/> do not count there. Default: none.</summary>
    public ImmutableSortedDictionary<string, RegionRelease> Regions { get; init; } = ImmutableSortedDictionary.Create<string, RegionRelease>(StringComparer.Ordinal);

    /// <summary>Every revision of this repository that a region of it follows, its own first.</summary>
    public IEnumerable<GitRevision> Platforms => Regions.Values.Select(r => r.Platform).Prepend(Platform).Distinct();

    /// <summary>Whether it is on its way: it has not reached every region yet.</summary>
    public bool IsOnItsWay => !Regions.IsEmpty;

    /// <summary>What a region that it has reached runs.</summary>
    public RegionRelease Reached => new(Platform, Revision, Apps);

    /// <summary>What a region runs.</summary>
    /// <param name="region">The region.</param>
    public RegionRelease In(string region) => Regions.GetValueOrDefault(region, Reached);
}
