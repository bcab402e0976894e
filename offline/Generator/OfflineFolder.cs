using System.Text;
using System.Text.RegularExpressions;

namespace Infra.Offline.Generator;

/// <summary>The folder offline/ on disk: its listing and what is made of it.</summary>
/// <param name="root">The path of offline/.</param>
public sealed partial class OfflineFolder(string root)
{
    /// <summary>Pulumi's core, which is written by hand.</summary>
    public const string Core = "Pulumi";

    /// <summary>The assemblies whose classes are generated.</summary>
    public static readonly IReadOnlyList<string> Providers = ["Pulumi.Gcp", "Pulumi.Kubernetes"];

    private static readonly string[] CodeFolders = ["benchmarks", "infra", "modules", "tests"];
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>All assemblies with their versions, as the listing heads them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Versions = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["Pulumi"] = "3.112.1",
        ["Pulumi.Gcp"] = "9.35.0",
        ["Pulumi.Kubernetes"] = "4.32.0",
    };

    /// <summary>Finds offline/ from a folder below the repository.</summary>
    public static OfflineFolder Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "offline");
            if (File.Exists(Path.Combine(candidate, "listing", "types.txt")))
            {
                return new OfflineFolder(candidate);
            }
        }

        throw new DirectoryNotFoundException($"no offline/listing/types.txt at or above '{from}'; run this inside the repository");
    }

    /// <summary>The text of a file under offline/listing.</summary>
    public string ListingText(string name) => File.ReadAllText(Path.Combine(root, "listing", name));

    /// <summary>The committed listing of one assembly.</summary>
    public IReadOnlyList<ListedType> Listing(string assembly) => ListingParser.Parse(ListingText(assembly + ".txt"));

    /// <summary>The listings that the full official listing and types.txt make: path under offline/ to text.</summary>
    public IReadOnlyDictionary<string, string> TrimmedListings(string apiFolder)
    {
        var official = Directory.GetFiles(apiFolder, "Pulumi*.txt")
            .Where(file => Path.GetFileName(file) != "Pulumi.Automation.txt")
            .Order(StringComparer.Ordinal)
            .SelectMany(file => ListingParser.Parse(File.ReadAllText(file)));
        var trimmer = new Trimmer(official, TypesInUse.Parse(ListingText("types.txt")), Words());
        return Versions.ToDictionary(
            pair => $"listing/{pair.Key}.txt",
            pair => ListingWriter.Write($"{pair.Key} {pair.Value}", trimmer.Trim(pair.Key)),
            StringComparer.Ordinal);
    }

    /// <summary>The source of a provider that the committed listing makes.</summary>
    public string Classes(string provider) => ClassEmitter.Emit(Listing(provider), Facts.Parse(ListingText("facts.txt")));

    /// <summary>Writes files; those that already hold their text are left alone.</summary>
    public void Write(IReadOnlyDictionary<string, string> files)
    {
        foreach (var (path, text) in files)
        {
            var file = Path.Combine(root, path);
            if (!File.Exists(file) || File.ReadAllText(file) != text)
            {
                File.WriteAllText(file, text, Utf8);
            }
        }
    }

    /// <summary>Every word of the C# of the repository, and of the schemas of the pretended cloud.</summary>
    private HashSet<string> Words() => CodeFolders
        .Select(folder => Path.Combine(root, "..", folder))
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)))
        .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
        .SelectMany(file => WordPattern().Matches(File.ReadAllText(file)).Select(match => match.Value))
        .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\w+", RegexOptions.None, matchTimeoutMilliseconds: 600_000)]
    private static partial Regex WordPattern();
}
