using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.Company.Countries;

/// <summary>The windows and freezes of a country: the file CODE.tsv beside this one, whose first line says what its columns are.</summary>
public sealed record CountryCalendar
{
    private const int WindowColumns = 9;
    private const int FreezeColumns = 10;

    // Of a country without a calendar: the end of the year.
    private const string Any = "any";

    /// <summary>The countries that have one, in ordinal order of codes.</summary>
    public static ImmutableArray<string> Known { get; } =
        [.. typeof(CountryCalendar).Assembly.GetManifestResourceNames().Where(n => n.EndsWith(".tsv", StringComparison.Ordinal)).Select(n => n[..^".tsv".Length]).Where(n => n != Any).Order(StringComparer.Ordinal)];

    /// <summary>Whether it is of the country, and not what holds for any.</summary>
    public required bool IsOfCountry { get; init; }

    /// <summary>The rules by time of day.</summary>
    public required ImmutableArray<CountryWindow> Windows { get; init; }

    /// <summary>The dated freezes.</summary>
    public required ImmutableArray<CountryFreeze> Freezes { get; init; }

    /// <summary>The calendar of a country; where there is none, the end of the year.</summary>
    public static CountryCalendar Of(CountryCode country)
    {
        ArgumentNullException.ThrowIfNull(country);
        bool isKnown = Known.Contains(country.Value, StringComparer.Ordinal);
        using StreamReader reader = new(typeof(CountryCalendar).Assembly.GetManifestResourceStream($"{(isKnown ? country.Value : Any)}.tsv")!);
        string[][] rows = [.. reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t'))];
        return new CountryCalendar
        {
            IsOfCountry = isKnown,
            Windows = [.. rows.Where(r => r is ["window", ..]).Select(r => Window(country, r))],
            Freezes = [.. rows.Where(r => r is ["freeze", ..]).Select(r => Freeze(country, r))],
        };
    }

    private static CountryWindow Window(CountryCode country, string[] row) => row.Length == WindowColumns
        ? new(row[1], row[2], row[3], row[4], Given(row[5]), Given(row[6]), [.. Given(row[7])?.Split(',') ?? []], row[8])
        : throw new InvalidDataException($"{country}.tsv: {row[1]} has {row.Length} columns, and a window {WindowColumns}");

    private static CountryFreeze Freeze(CountryCode country, string[] row) => row.Length == FreezeColumns
        ? new(row[1], row[2], row[3], row[4], row[5], row[6], row[7] == "moon", row[8], row[9])
        : throw new InvalidDataException($"{country}.tsv: {row[1]} has {row.Length} columns, and a freeze {FreezeColumns}");

    private static string? Given(string text) => text == "-" ? null : text;
}
