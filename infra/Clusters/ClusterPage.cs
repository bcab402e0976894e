namespace Infra.Clusters;

/// <summary>A page of a list.</summary>
/// <param name="Items">What is on it; null where the answer is no list.</param>
/// <param name="Next">Where the next page begins; null or empty on the last.</param>
internal sealed record ClusterPage<T>(IEnumerable<T>? Items, string? Next);
