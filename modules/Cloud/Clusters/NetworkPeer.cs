namespace Infra.Cloud.Clusters;

/// <summary>The other end of a connection: a range of addresses, or pods.</summary>
/// <param name="Range">The range; null for pods.</param>
/// <param name="Namespace">The namespace of the pods; null for the policy's own.</param>
/// <param name="Pods">The pods; null for a range.</param>
public sealed record NetworkPeer(string? Range, string? Namespace, PodSet? Pods)
{
    /// <summary>A range of addresses.</summary>
    public static NetworkPeer At(string range) => new(range, null, null);

    /// <summary>Pods of the policy's own namespace.</summary>
    public static NetworkPeer Near(PodSet pods) => new(null, null, pods);

    /// <summary>Pods of another namespace.</summary>
    public static NetworkPeer In(string space, PodSet pods) => new(null, space, pods);
}
