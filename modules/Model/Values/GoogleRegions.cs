using System.Collections.Immutable;

namespace Infra.Model.Values;

/// <summary>The regions of Google Cloud, with the place and the country of each. What is not here may be new: nothing is refused for it.</summary>
/// <remarks>Source: https://cloud.google.com/about/locations and https://docs.cloud.google.com/compute/docs/regions-zones, as known in November 2026.</remarks>
public static class GoogleRegions
{
    /// <summary>All of them, in ordinal order.</summary>
    public static ImmutableArray<GoogleRegion> All { get; } =
    [
        Of("africa-south1", "Johannesburg", "ZA"),
        Of("asia-east1", "Changhua County", "TW"),
        Of("asia-east2", "Hong Kong", "HK"),
        Of("asia-northeast1", "Tokyo", "JP"),
        Of("asia-northeast2", "Osaka", "JP"),
        Of("asia-northeast3", "Seoul", "KR"),
        Of("asia-south1", "Mumbai", "IN"),
        Of("asia-south2", "Delhi", "IN"),
        Of("asia-southeast1", "Singapore", "SG"),
        Of("asia-southeast2", "Jakarta", "ID"),
        Of("asia-southeast3", "Bangkok", "TH"),
        Of("australia-southeast1", "Sydney", "AU"),
        Of("australia-southeast2", "Melbourne", "AU"),
        Of("europe-central2", "Warsaw", "PL"),
        Of("europe-north1", "Hamina", "FI"),
        Of("europe-north2", "Stockholm", "SE"),
        Of("europe-southwest1", "Madrid", "ES"),
        Of("europe-west1", "St. Ghislain", "BE"),
        Of("europe-west10", "Berlin", "DE"),
        Of("europe-west12", "Turin", "IT"),
        Of("europe-west2", "London", "GB"),
        Of("europe-west3", "Frankfurt", "DE"),
        Of("europe-west4", "Eemshaven", "NL"),
        Of("europe-west6", "Zurich", "CH"),
        Of("europe-west8", "Milan", "IT"),
        Of("europe-west9", "Paris", "FR"),
        Of("me-central1", "Doha", "QA"),
        Of("me-central2", "Dammam", "SA"),
        Of("me-west1", "Tel Aviv", "IL"),
        Of("northamerica-northeast1", "Montréal", "CA"),
        Of("northamerica-northeast2", "Toronto", "CA"),
        Of("northamerica-south1", "Querétaro", "MX"),
        Of("southamerica-east1", "São Paulo", "BR"),
        Of("southamerica-west1", "Santiago", "CL"),
        Of("us-central1", "Council Bluffs", "US"),
        Of("us-east1", "Moncks Corner", "US"),
        Of("us-east4", "Ashburn", "US"),
        Of("us-east5", "Columbus", "US"),
        Of("us-south1", "Dallas", "US"),
        Of("us-west1", "The Dalles", "US"),
        Of("us-west2", "Los Angeles", "US"),
        Of("us-west3", "Salt Lake City", "US"),
        Of("us-west4", "Las Vegas", "US"),
        Of("us-west8", "Phoenix", "US"),
    ];

    /// <summary>What is known of a region; null for one that is not listed.</summary>
    public static GoogleRegion? Find(Region region) => All.FirstOrDefault(r => r.Region == region);

    private static GoogleRegion Of(string region, string place, string country) => new(Region.Of(region), place, country);
}
