namespace Infra.GitOps.Templates;

/// <summary>Maps. <c>set</c> and <c>unset</c> change their argument, as sprig's do.</summary>
internal static class MapFunctions
{
    public static void AddTo(Dictionary<string, Func<Arguments, object?>> all)
    {
        all["dict"] = a => Make(a);
        all["get"] = a => a.Map(0).TryGetValue(a.Text(1), out object? value) ? value : "";
        all["hasKey"] = a => a.Map(0).ContainsKey(a.Text(1));
        all["set"] = a =>
        {
            Changed(a)[a.Text(1)] = a[2];
            return a.Map(0);
        };
        all["unset"] = a =>
        {
            Changed(a).Remove(a.Text(1));
            return a.Map(0);
        };
        all["keys"] = a => UnorderedList.Of(Enumerable.Range(0, a.Count).SelectMany(i => a.Map(i).Keys.Order(StringComparer.Ordinal)).ToList<object?>());
        all["values"] = a => UnorderedList.Of(a.Map(0).OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => e.Value).ToList());
        all["pluck"] = a => Enumerable.Range(1, a.Count - 1).Where(i => a.Map(i).ContainsKey(a.Text(0))).Select(i => a.Map(i)[a.Text(0)]).ToList();
        all["pick"] = a => Only(a, keep: true);
        all["omit"] = a => Only(a, keep: false);
        all["merge"] = a => Enumerable.Range(1, a.Count - 1).Aggregate(Changed(a), (into, i) => Merge(a, into, a.Map(i), overwrite: false));
        all["mergeOverwrite"] = a => Enumerable.Range(1, a.Count - 1).Aggregate(Changed(a), (into, i) => Merge(a, into, a.Map(i), overwrite: true));
        all["dig"] = a => Dig(a);
        all["deepCopy"] = a => Copied(a[0]);
    }

    private static Dictionary<string, object?> Make(Arguments a)
    {
        Dictionary<string, object?> map = new(StringComparer.Ordinal);
        for (int i = 0; i < a.Count; i += 2)
        {
            map[GoValue.Print(a[i])] = i + 1 < a.Count ? a[i + 1] : "";
        }

        return map;
    }

    private static Dictionary<string, object?> Only(Arguments a, bool keep)
    {
        HashSet<string> names = a.From(1).Select(GoValue.Print).ToHashSet(StringComparer.Ordinal);
        return a.Map(0).Where(e => names.Contains(e.Key) == keep).ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
    }

    private static object? Dig(Arguments a)
    {
        if (a.Count < 3)
        {
            throw new FunctionException($"it takes at least 3 arguments and has {a.Count}");
        }

        object? value = a.Last;
        for (int i = 0; i < a.Count - 2; i++)
        {
            Dictionary<string, object?> map = value is Dictionary<string, object?> and not TextMap ? (Dictionary<string, object?>)value
                : throw new FunctionException($"it looks for '{GoValue.Print(a[i])}' in {GoValue.Kind(value)}{(value is TextMap ? " of texts" : "")} and takes maps of anything only; labels, annotations and values are read with index");
            if (!map.TryGetValue(a.Text(i), out value))
            {
                return a[a.Count - 2];
            }
        }

        return value;
    }

    // What is not a map is taken over as it is, so that both hold it: changes of the one are seen in the other.
    private static Dictionary<string, object?> Merge(Arguments a, Dictionary<string, object?> into, Dictionary<string, object?> from, bool overwrite)
    {
        foreach ((string key, object? value) in from)
        {
            if (into.TryGetValue(key, out object? old) && old is Dictionary<string, object?> oldMap && value is Dictionary<string, object?> newMap)
            {
                a.Parameters?.RefuseChange(oldMap);
                if (oldMap is TextMap || newMap is TextMap)
                {
                    throw new FunctionException($"'{key}' is a map of texts, which is not merged here");
                }

                Merge(a, oldMap, newMap, overwrite);
            }
            else if (value is null ? overwrite : overwrite || !GoValue.IsTrue(old))
            {
                into[key] = value;
            }
        }

        return into;
    }

    private static Dictionary<string, object?> Changed(Arguments a)
    {
        Dictionary<string, object?> map = a[0] as Dictionary<string, object?> ?? throw new FunctionException("nil cannot be changed");
        a.Parameters?.RefuseChange(map);
        return map;
    }

    private static object? Copied(object? value) => value switch
    {
        TextMap map => new TextMap(map),
        Dictionary<string, object?> map => map.ToDictionary(e => e.Key, e => Copied(e.Value), StringComparer.Ordinal),
        NilList => value,
        List<object?> list => list.Select(Copied).ToList(),
        _ => value,
    };
}
