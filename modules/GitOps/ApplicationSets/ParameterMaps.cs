namespace Infra.GitOps;

/// <summary>Parameter sets as maps: laid over each other, read by dotted keys. None is changed once it is made.</summary>
internal static class ParameterMaps
{
    public static Dictionary<string, object?> WithValues(Fields fields, Dictionary<string, object?> parameters)
    {
        if (!fields.Has("values"))
        {
            return parameters;
        }

        Dictionary<string, object?> values = (Dictionary<string, object?>)TemplateTree.Read(fields.Map("values"), fields.Set, $"{fields.Path}.values").Fill(parameters)!;
        return With(parameters, new Dictionary<string, object?>(StringComparer.Ordinal) { ["values"] = values });
    }

    // Maps of the second take the place of the first's as a whole.
    public static Dictionary<string, object?> With(Dictionary<string, object?> below, Dictionary<string, object?> above)
    {
        Dictionary<string, object?> result = new(below, StringComparer.Ordinal);
        foreach ((string key, object? value) in above)
        {
            result[key] = value;
        }

        return result;
    }

    // Argo CD reads elements and files through JSON, whose numbers are all floating.
    public static Dictionary<string, object?> FromJson(Dictionary<string, object?> map) => (Dictionary<string, object?>)Floating(map)!;

    private static object? Floating(object? value) => value switch
    {
        long whole => (double)whole,
        Dictionary<string, object?> map => map.ToDictionary(e => e.Key, e => Floating(e.Value), StringComparer.Ordinal),
        List<object?> list => list.Select(Floating).ToList(),
        _ => value,
    };

    // Maps that both have are merged; nothing of either is changed, so that what only one has is shared.
    public static Dictionary<string, object?> Over(Dictionary<string, object?> below, Dictionary<string, object?> above)
    {
        Dictionary<string, object?> result = new(below, StringComparer.Ordinal);
        foreach ((string key, object? value) in above)
        {
            result[key] = value is Dictionary<string, object?> inner && result.GetValueOrDefault(key) is Dictionary<string, object?> there ? Over(there, inner) : value;
        }

        return result;
    }

    // "metadata.labels.environment" leads into nested parameters; a key that has dots itself is found as it is.
    public static string? Flat(Dictionary<string, object?> parameters, string key)
    {
        if (parameters.TryGetValue(key, out object? direct))
        {
            return direct is Dictionary<string, object?> or List<object?> or null ? null : GoValue.Print(direct);
        }

        for (int dot = key.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = key.IndexOf('.', dot + 1))
        {
            if (parameters.TryGetValue(key[..dot], out object? inner) && inner is Dictionary<string, object?> map && Flat(map, key[(dot + 1)..]) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    public static Dictionary<string, object?> Map(IEnumerable<KeyValuePair<string, string>> texts) =>
        texts.Aggregate(new Dictionary<string, object?>(StringComparer.Ordinal), (map, e) =>
        {
            map[e.Key] = e.Value;
            return map;
        });
}
