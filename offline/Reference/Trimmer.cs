using System.Text.RegularExpressions;

namespace Infra.Offline.Reference;

/// <summary>Makes the committed listings of the full ones: of every imported namespace all type names with their constructors,
/// and of the types in use every member whose name the code has, with all overloads. Pulumi's own namespaces keep all members.</summary>
/// <param name="official">The full listing of the packages.</param>
/// <param name="sources">What the code names.</param>
public sealed partial class Trimmer(IReadOnlyList<ListedType> official, SourcesInUse sources)
{
    /// <summary>Members that code uses without their names.</summary>
    private static readonly HashSet<string> Unnamed = new(StringComparer.Ordinal) { "", ".ctor", "Add", "Deconstruct", "GetAsyncEnumerator", "GetEnumerator", "Item" };

    private readonly ILookup<string, ListedType> _official = official.ToLookup(type => type.BaseName, StringComparer.Ordinal);
    private readonly HashSet<string> _inUse = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ListedType> _listed = new(StringComparer.Ordinal);

    /// <summary>Reads the full listing of the packages from a folder.</summary>
    public static IReadOnlyList<ListedType> Official(string folder) =>
        [.. Directory.GetFiles(folder, "Pulumi*.txt").Where(file => Package.Of(Path.GetFileNameWithoutExtension(file)) is not null)
            .Order(StringComparer.Ordinal)
            .SelectMany(file => Listing.Blocks(File.ReadLines(file)))
            .Select(block => ListedType.Parse(block.Head) with { Members = [.. block.Members.Select(member => member.Trim())] })];

    /// <summary>One listing an assembly.</summary>
    public IReadOnlyList<Listing> Trim()
    {
        var existing = official.Select(type => type.Namespace).ToHashSet(StringComparer.Ordinal);
        if (sources.Namespaces.FirstOrDefault(import => !existing.Contains(import.Key)) is { Key: not null } unknown)
        {
            throw new FormatException($"{unknown.Value} imports {unknown.Key}, which the packages do not have");
        }

        foreach (var type in official.Where(type => sources.Namespaces.ContainsKey(type.Namespace)))
        {
            List(type);
        }

        foreach (var name in sources.Types(_official.Select(group => group.Key).ToHashSet(StringComparer.Ordinal)))
        {
            Use(name);
        }

        return [.. Package.All.Select(package => new Listing(
            package.Name,
            package.Version,
            [.. sources.Namespaces.Keys.Where(name => Package.Of(name) == package)],
            [.. _listed.Values.Where(type => Package.Of(type.Namespace) == package)]))];
    }

    /// <summary>Lists a type with what it needs to exist; a type of Pulumi's own with everything.</summary>
    private void List(ListedType type)
    {
        if (_listed.ContainsKey(type.Name))
        {
            return;
        }

        if (Package.Of(type.Namespace) == Package.Core)
        {
            Use(type.BaseName);
            return;
        }

        Add(type, member => ListedType.MemberName(member) is "" or ".ctor", List);
    }

    /// <summary>Lists a type with its members in use, and so on for the types of those: code may use them by no name at all.</summary>
    private void Use(string name)
    {
        foreach (var type in _inUse.Add(name) ? _official[name] : [])
        {
            var isCore = Package.Of(type.Namespace) == Package.Core;
            Add(type, member => isCore || type.Kind == "interface" || IsInUse(type, member), needed => Use(needed.BaseName));
        }
    }

    private void Add(ListedType type, Func<string, bool> keep, Action<ListedType> need)
    {
        var members = type.Members.Where(member => keep(member) && NamesOf(member).All(_official.Contains)).ToList();
        _listed[type.Name] = type with { Attributes = string.Concat(Syntax.Each(type.Attributes).Where(IsOfCode).Select(attribute => $"[{attribute}] ")), Members = members };
        foreach (var needed in members.Append(type.Rest).SelectMany(NamesOf).SelectMany(name => _official[name]))
        {
            need(needed);
        }

        // A nested type stands within its outer one.
        if (type.Name.Contains('+', StringComparison.Ordinal))
        {
            List(_official[type.BaseName[..type.BaseName.LastIndexOf('+')]].First());
        }
    }

    /// <summary>Types of the packages in a line. A member with one that the full listing lacks is left out.</summary>
    private static IEnumerable<string> NamesOf(string line) => NamePattern().Matches(line).Select(match => match.Value);

    private bool IsInUse(ListedType type, string line)
    {
        var member = ListedType.MemberName(line);
        return Unnamed.Contains(member) || member.StartsWith("op_", StringComparison.Ordinal)
            || (StaticPattern().IsMatch(line) ? sources.Pairs.Contains($"{type.ShortName}.{member}") : sources.Words.Contains(member));
    }

    /// <summary>Type tokens stand in an attribute that the packages keep to themselves.</summary>
    private static bool IsOfCode(string attribute) => !attribute.Contains("ResourceType(", StringComparison.Ordinal);

    [GeneratedRegex(@"^\w+ +(\[.*\] )?static ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StaticPattern();

    [GeneratedRegex(@"(?<![\w.])Pulumi\.[\w.+]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();
}
