using System.Collections;

namespace Infra.Model.Values;

/// <summary>A set of regions in one fixed (ordinal) order: for one, those that data may stay in.</summary>
/// <remarks>Residency is a set and not the prefix of a name: asia-south1 and asia-south2 are in India, asia-southeast1 is not.</remarks>
public sealed class RegionSet : IReadOnlyCollection<Region>
{
    private readonly Region[] regions;

    /// <summary>The set of the given regions; repeated ones count once.</summary>
    public RegionSet(IEnumerable<Region> regions) =>
        this.regions = [.. regions.Distinct().OrderBy(r => r.Value, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public int Count => regions.Length;

    /// <summary>Whether the region is in the set.</summary>
    public bool Contains(Region region) => Array.IndexOf(regions, region) >= 0;

    /// <inheritdoc/>
    public IEnumerator<Region> GetEnumerator() => ((IEnumerable<Region>)regions).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => regions.GetEnumerator();

    /// <summary>The regions, separated by a comma and a space.</summary>
    public override string ToString() => string.Join(", ", regions.Select(r => r.Value));
}
