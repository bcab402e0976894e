using System.Collections.Immutable;

namespace Infra.Model.Machines;

/// <summary>Locations that are more than one region: those of buckets, keys and repositories, and <c>global</c>.</summary>
/// <remarks>Sources: https://docs.cloud.google.com/storage/docs/locations and https://docs.cloud.google.com/kms/docs/locations, as known in November 2026. Services differ in what they take, so
/// a pair of letters (a country), and asia, eur or nam with a number, pass whatever the number.</remarks>
internal static class RegionGroups
{
    /// <summary>Those with a name of their own.</summary>
    public static ImmutableArray<string> Names { get; } = ["africa", "asia", "eu", "europe", "global", "us"];

    /// <summary>Whether a name, in small letters, is that of a group.</summary>
    public static bool Has(string name) => Names.Contains(name, StringComparer.Ordinal)
        || name is [>= 'a' and <= 'z', >= 'a' and <= 'z']
        || ((string[])["asia", "eur", "nam", "nam-eur-asia"]).Any(g => name.StartsWith(g, StringComparison.Ordinal) && name.Length > g.Length && name.Length <= g.Length + 2 && name[g.Length..].All(char.IsAsciiDigit));
}
