namespace Infra.Model.Values;

/// <summary>A region of Google Cloud.</summary>
/// <param name="Region">The region.</param>
/// <param name="Place">Where it is, for people.</param>
/// <param name="Country">The country, ISO 3166-1 alpha-2.</param>
/// <param name="Zone">The time zone of the place, of the IANA database.</param>
public sealed record GoogleRegion(Region Region, string Place, string Country, ZoneName Zone);
