using System.Collections.Immutable;

namespace Infra.Cloud.Networks;

/// <summary>A domain of Google that is answered with the restricted addresses inside the network.</summary>
/// <param name="Name">The end of the zone's name.</param>
/// <param name="Domain">The domain, with a dot at its end.</param>
/// <param name="Reason">Who needs it.</param>
internal sealed record PrivateZone(string Name, string Domain, string Reason)
{
    /// <summary>The four addresses of restricted.googleapis.com.</summary>
    public static ImmutableArray<string> Addresses { get; } = ["199.36.153.4", "199.36.153.5", "199.36.153.6", "199.36.153.7"];

    /// <summary>All zones. A domain that is missing here is resolved to the internet and then denied by the firewall.</summary>
    public static ImmutableArray<PrivateZone> All { get; } =
    [
        new("googleapis", "googleapis.com.", "APIs of Google Cloud"),
        new("registry", "pkg.dev.", "Images and charts of Artifact Registry"),
        new("images", "gcr.io.", "Images of GKE's own components"),
        new("control-planes", "gke.goog.", "DNS-based endpoints of control planes"),
    ];

    /// <summary>The name with the addresses: Google serves its APIs under restricted.googleapis.com, other domains at their root.</summary>
    public string Target => Domain == "googleapis.com." ? "restricted.googleapis.com." : Domain;
}
