namespace Infra.Offline.Generator;

/// <summary>Reads types.txt: what product code uses. A line is a full type name; names after a colon keep only those
/// properties, names with a minus leave them out. <c>Pulumi.Gcp.Dns.RecordSet</c>, <c>Pulumi.Gcp.Provider: Project Region</c>,
/// <c>Pulumi.Gcp.Container.ClusterArgs: -NodePools</c>.</summary>
public sealed class TypesInUse
{
    private readonly Dictionary<string, string[]> _properties = new(StringComparer.Ordinal);

    /// <summary>The full type names in the order of the file.</summary>
    public IReadOnlyCollection<string> Names => _properties.Keys;

    /// <summary>Whether a property of a type is kept.</summary>
    public bool Keeps(string type, string property)
    {
        var named = _properties.GetValueOrDefault(type) ?? [];
        return named.Length == 0
            || (named[0][0] == '-' ? !named.Contains("-" + property, StringComparer.Ordinal) : named.Contains(property, StringComparer.Ordinal));
    }

    /// <summary>The properties that a line names, with their minus.</summary>
    public IReadOnlyList<string> NamedProperties(string type) => _properties[type];

    /// <summary>Parses the file; reports every bad line at once.</summary>
    public static TypesInUse Parse(string text)
    {
        var types = new TypesInUse();
        var problems = new List<string>();
        var previous = "";
        var number = 0;
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var parts = line.Split(':', 2, StringSplitOptions.TrimEntries);
            var properties = parts.Length == 1 ? [] : parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (properties.Any(property => property[0] == '-') && properties.Any(property => property[0] != '-'))
            {
                problems.Add($"line {number}: '{parts[0]}' both keeps and leaves out; name one kind");
            }

            if (!types._properties.TryAdd(parts[0], properties))
            {
                problems.Add($"line {number}: '{parts[0]}' stands twice");
            }
            else if (string.CompareOrdinal(previous, parts[0]) > 0)
            {
                problems.Add($"line {number}: '{parts[0]}' must stand before '{previous}' (ordinal order)");
            }

            previous = parts[0];
        }

        return problems.Count == 0 ? types : throw new FormatException("types.txt:\n  " + string.Join("\n  ", problems));
    }
}
