using Infra.Model.Values;

namespace Infra.Company.Countries;

/// <summary>What follows from a country where nothing else is answered.</summary>
/// <param name="Code">The country.</param>
/// <param name="Name">Its name, for people.</param>
/// <param name="Zone">The time zone of its largest business city, of the IANA database.</param>
/// <param name="Currency">Its currency.</param>
public sealed record Country(CountryCode Code, string Name, string Zone, CurrencyCode Currency);
