using System.Collections.Immutable;

namespace Infra.Settings.Reading;

/// <summary>Where the data files of a company stand below <c>stacks/</c>, each in one place, because one that stands elsewhere is not read and whoever wrote it would believe that it counts.</summary>
public static class DataPlaces
{
    /// <summary>The values of add-ons, a folder.</summary>
    public const string AddOnValues = "stacks/catalog/addons";

    /// <summary>The files, in ordinal order. Settings of stacks, releases and foundations are named by their environments and are not among them.</summary>
    public static ImmutableArray<string> Files { get; } =
    [
        "stacks/catalog/addons.yaml", "stacks/catalog/apps.yaml", "stacks/catalog/tenants.yaml",
        "stacks/delivery/approvals.yaml", "stacks/delivery/calendar.yaml", "stacks/delivery/gates.yaml", "stacks/delivery/github.yaml", "stacks/delivery/tools.sha256",
        "stacks/operations/service-levels.yaml", "stacks/rules/waivers.yaml",
    ];

    // It was never anywhere else.
    private const string Company = "stacks/company.yaml";

    /// <summary>Where they stood once, in <c>stacks/</c> itself, and where they stand now.</summary>
    public static ImmutableSortedDictionary<string, string> Former { get; } =
        Files.Append(AddOnValues).ToImmutableSortedDictionary(p => $"stacks/{NameOf(p)}", p => p, StringComparer.Ordinal);

    private static readonly ImmutableDictionary<string, string> ByName = Files.Append(Company).ToImmutableDictionary(NameOf, p => p, StringComparer.OrdinalIgnoreCase);

    /// <summary>Where a file belongs that is called like a data file and stands elsewhere; null for any other. One that differs in case alone is refused as such, when it is sealed.</summary>
    /// <param name="path">The file, from the repository, with slashes.</param>
    public static string? MeantAt(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string name = NameOf(path);
        string known = name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) ? $"{name[..^4]}.yaml" : name;
        return path.StartsWith($"{AddOnValues}/", StringComparison.Ordinal) ? null
            : path.StartsWith("stacks/addons/", StringComparison.Ordinal) ? AddOnValues + path["stacks/addons".Length..]
            : ByName.TryGetValue(known, out string? place) && !path.Equals(place, StringComparison.OrdinalIgnoreCase) ? place : null;
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
