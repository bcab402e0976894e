using System.Collections.Immutable;

namespace Infra.Model.Values;

/// <summary>The regions of Google Cloud, with the place, the country and the time zone of each. One that is not here is refused unless <c>infra:newRegions</c> lists it.</summary>
/// <remarks>Source: https://cloud.google.com/about/locations and https://docs.cloud.google.com/compute/docs/regions-zones, as known in November 2026; zones by zone1970.tab of the IANA time zone database.</remarks>
public static class GoogleRegions
{
    /// <summary>All of them, in ordinal order.</summary>
    public static ImmutableArray<GoogleRegion> All { get; } =
    [
        Of("africa-south1", "Johannesburg", "ZA", "Africa/Johannesburg"),
        Of("asia-east1", "Changhua County", "TW", "Asia/Taipei"),
        Of("asia-east2", "Hong Kong", "HK", "Asia/Hong_Kong"),
        Of("asia-northeast1", "Tokyo", "JP", "Asia/Tokyo"),
        Of("asia-northeast2", "Osaka", "JP", "Asia/Tokyo"),
        Of("asia-northeast3", "Seoul", "KR", "Asia/Seoul"),
        Of("asia-south1", "Mumbai", "IN", "Asia/Kolkata"),
        Of("asia-south2", "Delhi", "IN", "Asia/Kolkata"),
        Of("asia-southeast1", "Singapore", "SG", "Asia/Singapore"),
        Of("asia-southeast2", "Jakarta", "ID", "Asia/Jakarta"),
        Of("asia-southeast3", "Bangkok", "TH", "Asia/Bangkok"),
        Of("australia-southeast1", "Sydney", "AU", "Australia/Sydney"),
        Of("australia-southeast2", "Melbourne", "AU", "Australia/Melbourne"),
        Of("europe-central2", "Warsaw", "PL", "Europe/Warsaw"),
        Of("europe-north1", "Hamina", "FI", "Europe/Helsinki"),
        Of("europe-north2", "Stockholm", "SE", "Europe/Stockholm"),
        Of("europe-southwest1", "Madrid", "ES", "Europe/Madrid"),
        Of("europe-west1", "St. Ghislain", "BE", "Europe/Brussels"),
        Of("europe-west10", "Berlin", "DE", "Europe/Berlin"),
        Of("europe-west12", "Turin", "IT", "Europe/Rome"),
        Of("europe-west2", "London", "GB", "Europe/London"),
        Of("europe-west3", "Frankfurt", "DE", "Europe/Berlin"),
        Of("europe-west4", "Eemshaven", "NL", "Europe/Amsterdam"),
        Of("europe-west6", "Zurich", "CH", "Europe/Zurich"),
        Of("europe-west8", "Milan", "IT", "Europe/Rome"),
        Of("europe-west9", "Paris", "FR", "Europe/Paris"),
        Of("me-central1", "Doha", "QA", "Asia/Qatar"),
        Of("me-central2", "Dammam", "SA", "Asia/Riyadh"),
        Of("me-west1", "Tel Aviv", "IL", "Asia/Jerusalem"),
        Of("northamerica-northeast1", "Montréal", "CA", "America/Toronto"),
        Of("northamerica-northeast2", "Toronto", "CA", "America/Toronto"),
        Of("northamerica-south1", "Querétaro", "MX", "America/Mexico_City"),
        Of("southamerica-east1", "São Paulo", "BR", "America/Sao_Paulo"),
        Of("southamerica-west1", "Santiago", "CL", "America/Santiago"),
        Of("us-central1", "Council Bluffs", "US", "America/Chicago"),
        Of("us-east1", "Moncks Corner", "US", "America/New_York"),
        Of("us-east4", "Ashburn", "US", "America/New_York"),
        Of("us-east5", "Columbus", "US", "America/New_York"),
        Of("us-south1", "Dallas", "US", "America/Chicago"),
        Of("us-west1", "The Dalles", "US", "America/Los_Angeles"),
        Of("us-west2", "Los Angeles", "US", "America/Los_Angeles"),
        Of("us-west3", "Salt Lake City", "US", "America/Denver"),
        Of("us-west4", "Las Vegas", "US", "America/Los_Angeles"),
        Of("us-west8", "Phoenix", "US", "America/Phoenix"),
    ];

    /// <summary>What is known of a region; null for one that is not listed.</summary>
    public static GoogleRegion? Find(Region region) => All.FirstOrDefault(r => r.Region == region);

    private static GoogleRegion Of(string region, string place, string country, string zone) => new(Region.Of(region), place, country, ZoneName.Of(zone));
}
