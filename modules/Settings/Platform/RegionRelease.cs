using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.Settings.Platform;

/// <summary>What one region runs. Two of the same content are equal.</summary>
/// <param name="Platform">The revision of this repository that its cluster follows: its tenants, add-ons and applications are what stands there.</param>
/// <param name="Revision">The revision of the applications' repository that every application there runs, unless <paramref name="Apps"/> has it.</param>
/// <param name="Apps">The applications at a commit of their own, by name.</param>
public sealed record RegionRelease(GitRevision Platform, GitRevision Revision, ImmutableSortedDictionary<string, GitRevision> Apps)
{
    /// <summary>The revision that an application runs there.</summary>
    /// <param name="app">Its name; one without a commit of its own, known or not, runs <see cref="Revision"/>.</param>
    public GitRevision RevisionOf(string app) => Apps.GetValueOrDefault(app, Revision);

    /// <summary>Whether both run the same.</summary>
    public bool Equals(RegionRelease? other) => other is not null && Platform == other.Platform && Revision == other.Revision && Apps.SequenceEqual(other.Apps);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Platform, Revision, Apps.Count);
}
