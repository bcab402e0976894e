using System.Collections.Immutable;

namespace Infra.Delivery.Audit;

/// <summary>How far the copies of records in the bucket have come.</summary>
/// <param name="Tips">The last record below each environment's name, and below that of bootstrap.</param>
/// <param name="Now">The time of the bucket's server.</param>
public sealed record BucketTips(ImmutableSortedDictionary<string, AuditAnchor> Tips, DateTimeOffset Now)
{
    /// <summary>The last of all; null where there is none.</summary>
    public AuditAnchor? Longest => Tips.Values.MaxBy(a => a.Sequence);
}
