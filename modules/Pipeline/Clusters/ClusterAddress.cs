using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Pipeline.Clusters;

/// <summary>Where a cluster is asked: the DNS name that Google gave its control plane. A token is sent to such a name and to no other.</summary>
/// <remarks>https://docs.cloud.google.com/kubernetes-engine/docs/concepts/network-isolation: the DNS-based endpoint, below <c>gke.goog</c>, which Google alone answers for.</remarks>
public sealed partial record ClusterAddress
{
    // A name of DNS has at most 253 characters.
    private const int Longest = 253;

    private ClusterAddress(string name, string endpoint) => (Name, Endpoint) = (name, endpoint);

    /// <summary>The cluster.</summary>
    public string Name { get; }

    /// <summary>The host name of its control plane.</summary>
    public string Endpoint { get; }

    /// <summary>Reads it.</summary>
    /// <param name="name">The cluster.</param>
    /// <param name="endpoint">What is said to be the host name of its control plane.</param>
    /// <param name="address">The address; null where that is none of Google's.</param>
    public static bool TryParse(string name, string? endpoint, [NotNullWhen(true)] out ClusterAddress? address)
    {
        address = endpoint is { Length: <= Longest } && ControlPlane().IsMatch(endpoint) ? new ClusterAddress(name, endpoint) : null;
        return address is not null;
    }

    [GeneratedRegex(@"\Agke-[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+\.gke\.goog\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ControlPlane();
}
