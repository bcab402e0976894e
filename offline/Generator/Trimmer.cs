using System.Text.RegularExpressions;

namespace Infra.Offline.Generator;

/// <summary>Trims the full official listing to the types in use. From a resource it follows the types of its arguments
/// and properties; a property that holds a block of other properties stays where something names it. The core (namespace Pulumi) is written by hand and taken type by type.</summary>
public sealed partial class Trimmer
{
    private readonly Dictionary<string, ListedType> _official;
    private readonly TypesInUse _inUse;
    private readonly IReadOnlySet<string> _words;

    /// <summary>Makes a trimmer over the full listing.</summary>
    /// <param name="official">The full listing.</param>
    /// <param name="inUse">The types in use.</param>
    /// <param name="words">Every word of the code and of the schemas of the pretended cloud.</param>
    public Trimmer(IEnumerable<ListedType> official, TypesInUse inUse, IReadOnlySet<string> words)
    {
        _official = official.ToDictionary(type => type.Name, StringComparer.Ordinal);
        _inUse = inUse;
        _words = words;
    }

    /// <summary>The types in use of one assembly and all that they need.</summary>
    public IReadOnlyList<ListedType> Trim(string assembly)
    {
        var unknown = Unknown().ToList();
        if (unknown.Count > 0)
        {
            throw new FormatException("types.txt names what the official packages lack:\n  " + string.Join("\n  ", unknown));
        }

        var isHandwritten = !OfflineFolder.Providers.Contains(assembly);
        var kept = new Dictionary<string, ListedType>(StringComparer.Ordinal);
        var waiting = new Queue<string>(_inUse.Names.Where(name => AssemblyOf(name) == assembly));
        while (waiting.TryDequeue(out var name))
        {
            if (kept.ContainsKey(name))
            {
                continue;
            }

            var type = _official[name];
            kept[name] = type = isHandwritten ? type : type with { Members = [.. type.Members.Where(member => Keep(type, member))] };
            foreach (var needed in isHandwritten ? [] : Needs(type))
            {
                waiting.Enqueue(needed);
            }
        }

        return [.. kept.Values];
    }

    private static string AssemblyOf(string type) =>
        OfflineFolder.Providers.FirstOrDefault(provider => type.StartsWith(provider + ".", StringComparison.Ordinal)) ?? OfflineFolder.Core;

    private IEnumerable<string> Unknown()
    {
        foreach (var name in _inUse.Names)
        {
            if (!_official.TryGetValue(name, out var type))
            {
                yield return name;
                continue;
            }

            var properties = type.Members.Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var property in _inUse.NamedProperties(name).Where(property => !properties.Contains(property.TrimStart('-'))))
            {
                yield return $"{name}: {property}";
            }
        }
    }

    /// <summary>Left out are functions, blocks that nothing names, Get where the State class that it takes is not in use, and members of types that
    /// the full listing lacks.</summary>
    private bool Keep(ListedType type, ListedMember member) => References(member.Text).All(_official.ContainsKey) && member.Kind switch
    {
        "method" when type.Role == TypeRole.Resource =>
            member.Text.Contains(" Get(", StringComparison.Ordinal)
            && References(member.Text).All(name => !name.EndsWith("State", StringComparison.Ordinal) || _inUse.Names.Contains(name)),
        "prop" or "field" when member.Name != "Empty" => _inUse.Keeps(type.Name, member.Name) && (IsNamed(member) || !References(member.Text).Any()),
        _ => true,
    };

    /// <summary>Whether something has the name, as C# or, of an input, as a schema writes it. What nothing names nothing uses.</summary>
    private bool IsNamed(ListedMember member) =>
        _words.Contains(member.Name) || (member.WireAttribute?.StartsWith("[Input(", StringComparison.Ordinal) == true && _words.Contains(member.WireName!));

    private static IEnumerable<string> Needs(ListedType type) =>
        References(string.Join(' ', type.Bases)).Concat(type.Members.SelectMany(member => References(member.Text)));

    private static IEnumerable<string> References(string text) =>
        NamePattern().Matches(text).Select(match => match.Value).Where(name => AssemblyOf(name) != OfflineFolder.Core);

    [GeneratedRegex(@"Pulumi\.[\w.+]+", RegexOptions.None, matchTimeoutMilliseconds: 600_000)]
    private static partial Regex NamePattern();
}
