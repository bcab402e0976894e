using System.Text;

namespace Infra.Offline.Reference;

/// <summary>The committed listings in offline/signatures.</summary>
/// <param name="root">The root of the repository.</param>
public sealed class ReferenceFolder(string root)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The text of the listing of an assembly.</summary>
    public string Text(string assembly) => File.ReadAllText(PathOf(assembly));

    /// <summary>All listings, each after what it refers to.</summary>
    public IReadOnlyList<Listing> Listings() => [.. Package.All.Select(package => Listing.Parse(Text(package.Name)))];

    /// <summary>Writes listings.</summary>
    public void Write(IEnumerable<Listing> listings)
    {
        Directory.CreateDirectory(Path.Combine(root, "offline", "signatures"));
        foreach (var listing in listings)
        {
            File.WriteAllText(PathOf(listing.Assembly), listing.ToString(), Utf8);
        }
    }

    /// <summary>A sentence for each imported namespace that the listings do not have whole, and for each that nothing imports.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<Listing> listings, SourcesInUse sources)
    {
        var listed = listings.SelectMany(listing => listing.Namespaces).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. sources.Namespaces.Where(import => !listed.Contains(import.Key)).Select(import =>
                $"{import.Value} imports {import.Key}, and offline/signatures has not all its types, so a name that is ambiguous with the official package would not be found. "
                + $"Run `dotnet run --project offline/Reference -- trim --api FOLDER` with the full listing of the packages, or name the types in full and drop the using."),
            .. listed.Where(name => !sources.Namespaces.ContainsKey(name)).Order(StringComparer.Ordinal).Select(name =>
                $"offline/signatures lists {name} whole, which nothing imports. Run `dotnet run --project offline/Reference -- trim --api FOLDER`, or take its line 'whole {name}' out."),
        ];
    }

    private string PathOf(string assembly) => Path.Combine(root, "offline", "signatures", assembly + ".txt");
}
