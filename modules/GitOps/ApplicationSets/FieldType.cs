using System.Globalization;

namespace Infra.GitOps.ApplicationSets;

/// <summary>What a field may hold.</summary>
/// <param name="Name">text, bool, int, count (a whole number or a text), any, object, list, map, or the name of a type with fields of its own.</param>
/// <param name="Fields">The fields of such a type, and whether each is required.</param>
/// <param name="Items">What a list or a map holds.</param>
internal sealed record FieldType(string Name, Dictionary<string, (FieldType Type, bool IsRequired)>? Fields = null, FieldType? Items = null)
{
    /// <summary>Refuses what is not of this type.</summary>
    /// <param name="value">The value, read from YAML.</param>
    /// <param name="set">The set's name.</param>
    /// <param name="path">Where the value stands.</param>
    /// <param name="isPatch">Whether null takes a field out and what is required may be missing.</param>
    /// <exception cref="ApplicationSetException">It is of another type, lacks a field, or has one that there is not.</exception>
    public void Check(object? value, string set, string path, bool isPatch = false)
    {
        if (value is null ? isPatch || Name == "any" : Name == "any")
        {
            return;
        }

        switch (value)
        {
            case Dictionary<string, object?> map when Fields is not null:
                CheckFields(map, set, path, isPatch);
                break;
            case Dictionary<string, object?> map when Name == "map":
                foreach ((string key, object? item) in map)
                {
                    RefuseDirective(key, set, path, isPatch);
                    Items!.Check(item, set, $"{path}.{key}", isPatch);
                }

                break;
            case List<object?> list when Name == "list":
                for (int i = 0; i < list.Count; i++)
                {
                    Items!.Check(list[i], set, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"));
                }

                break;
            case string when Name is "text" or "count":
            case bool when Name == "bool":
            case long when Name is "int" or "count":
            case double number when Name is "int" or "count" && Math.Floor(number) == number && Math.Abs(number) < 1e15:
                break;
            case Dictionary<string, object?> map when Name == "object":
                RefuseDirectives(map, set, path, isPatch);
                break;
            default:
                throw new ApplicationSetException(set, path, $"is {Kind(value)} and must be {Wanted()}: the API server refuses it");
        }
    }

    private void CheckFields(Dictionary<string, object?> map, string set, string path, bool isPatch)
    {
        foreach ((string key, object? item) in map)
        {
            RefuseDirective(key, set, path, isPatch);
            if (!Fields!.TryGetValue(key, out (FieldType Type, bool IsRequired) field))
            {
                throw new ApplicationSetException(set, Below(path, key), $"there is no such field, or it is not supported here; there are: {string.Join(", ", Fields.Keys.Order(StringComparer.Ordinal))}");
            }

            field.Type.Check(item, set, Below(path, key), isPatch);
        }

        foreach ((string key, (_, bool isRequired)) in Fields!)
        {
            if (isRequired && !isPatch && !map.ContainsKey(key))
            {
                throw new ApplicationSetException(set, Below(path, key), "is missing: the API server refuses what lacks it");
            }
        }
    }

    // $patch, $retainKeys, $deleteFromPrimitiveList and $setElementOrder change how a patch is merged.
    private static void RefuseDirective(string key, string set, string path, bool isPatch)
    {
        if (isPatch && key.StartsWith('$'))
        {
            throw new ApplicationSetException(set, Below(path, key), "directives of a strategic merge are not supported here; write the fields themselves, and null for one that goes");
        }
    }

    private static void RefuseDirectives(Dictionary<string, object?> map, string set, string path, bool isPatch)
    {
        foreach ((string key, object? item) in map)
        {
            RefuseDirective(key, set, path, isPatch);
            if (item is Dictionary<string, object?> inner)
            {
                RefuseDirectives(inner, set, Below(path, key), isPatch);
            }
        }
    }

    private static string Below(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private string Wanted() => Name switch
    {
        "text" => "a text; put it in quotes",
        "bool" => "true or false",
        "int" => "a whole number",
        "count" => "a whole number or a text",
        "list" => "a list",
        _ => "a map",
    };

    private static string Kind(object? value) => value switch
    {
        null => "null",
        string => "a text",
        bool => "a boolean",
        long or double => "a number",
        List<object?> => "a list",
        _ => "a map",
    };
}
