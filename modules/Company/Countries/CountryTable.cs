using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.Company.Countries;

/// <summary>The countries whose zone and currency are known; any other is answered with both.</summary>
/// <remarks>Source: ISO 3166-1, ISO 4217, and zone1970.tab of the IANA time zone database.</remarks>
public static class CountryTable
{
    /// <summary>All of them, in ordinal order of codes.</summary>
    public static ImmutableArray<Country> All { get; } =
    [
        Of("AE", "United Arab Emirates", "Asia/Dubai", "AED"),
        Of("AT", "Austria", "Europe/Vienna", "EUR"),
        Of("AU", "Australia", "Australia/Sydney", "AUD"),
        Of("BE", "Belgium", "Europe/Brussels", "EUR"),
        Of("BR", "Brazil", "America/Sao_Paulo", "BRL"),
        Of("CA", "Canada", "America/Toronto", "CAD"),
        Of("CH", "Switzerland", "Europe/Zurich", "CHF"),
        Of("CL", "Chile", "America/Santiago", "CLP"),
        Of("CZ", "Czechia", "Europe/Prague", "CZK"),
        Of("DE", "Germany", "Europe/Berlin", "EUR"),
        Of("DK", "Denmark", "Europe/Copenhagen", "DKK"),
        Of("ES", "Spain", "Europe/Madrid", "EUR"),
        Of("FI", "Finland", "Europe/Helsinki", "EUR"),
        Of("FR", "France", "Europe/Paris", "EUR"),
        Of("GB", "United Kingdom", "Europe/London", "GBP"),
        Of("HK", "Hong Kong", "Asia/Hong_Kong", "HKD"),
        Of("ID", "Indonesia", "Asia/Jakarta", "IDR"),
        Of("IE", "Ireland", "Europe/Dublin", "EUR"),
        Of("IL", "Israel", "Asia/Jerusalem", "ILS"),
        Of("IN", "India", "Asia/Kolkata", "INR"),
        Of("IT", "Italy", "Europe/Rome", "EUR"),
        Of("JP", "Japan", "Asia/Tokyo", "JPY"),
        Of("KR", "Korea", "Asia/Seoul", "KRW"),
        Of("MX", "Mexico", "America/Mexico_City", "MXN"),
        Of("MY", "Malaysia", "Asia/Kuala_Lumpur", "MYR"),
        Of("NL", "Netherlands", "Europe/Amsterdam", "EUR"),
        Of("NO", "Norway", "Europe/Oslo", "NOK"),
        Of("NZ", "New Zealand", "Pacific/Auckland", "NZD"),
        Of("PL", "Poland", "Europe/Warsaw", "PLN"),
        Of("PT", "Portugal", "Europe/Lisbon", "EUR"),
        Of("QA", "Qatar", "Asia/Qatar", "QAR"),
        Of("SA", "Saudi Arabia", "Asia/Riyadh", "SAR"),
        Of("SE", "Sweden", "Europe/Stockholm", "SEK"),
        Of("SG", "Singapore", "Asia/Singapore", "SGD"),
        Of("TH", "Thailand", "Asia/Bangkok", "THB"),
        Of("TW", "Taiwan", "Asia/Taipei", "TWD"),
        Of("US", "United States", "America/New_York", "USD"),
        Of("ZA", "South Africa", "Africa/Johannesburg", "ZAR"),
    ];

    /// <summary>A country of the table; null for one that is not in it.</summary>
    public static Country? Find(CountryCode code) => All.FirstOrDefault(c => c.Code == code);

    private static Country Of(string code, string name, string zone, string currency) => new(CountryCode.Of(code), name, zone, CurrencyCode.Of(currency));
}
