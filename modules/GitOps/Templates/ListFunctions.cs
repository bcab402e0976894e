namespace Infra.GitOps.Templates;

/// <summary>Lists. None changes its argument.</summary>
internal static class ListFunctions
{
    public static void AddTo(Dictionary<string, Func<Arguments, object?>> all)
    {
        all["list"] = a => a.From(0).ToList();
        all["tuple"] = a => a.From(0).ToList();
        all["first"] = a => a.List(0).Count > 0 ? a.List(0)[0] : null;
        all["last"] = a => a.List(0).Count > 0 ? a.List(0)[^1] : null;
        all["rest"] = a => a.List(0).Count > 0 ? a.List(0).Skip(1).ToList() : new NilList();
        all["initial"] = a => a.List(0).Count > 0 ? a.List(0).SkipLast(1).ToList() : new NilList();
        all["append"] = a => a.List(0).Append(a[1]).ToList();
        all["push"] = a => a.List(0).Append(a[1]).ToList();
        all["prepend"] = a => a.List(0).Prepend(a[1]).ToList();
        all["concat"] = a => Enumerable.Range(0, a.Count).SelectMany(a.List).ToList() is { Count: > 0 } joined ? joined : new NilList();
        all["reverse"] = a => Enumerable.Reverse(a.List(0)).ToList();
        all["uniq"] = a => a.List(0).Distinct(GoEquality.Instance).ToList();
        all["without"] = a => a.From(1).ToHashSet(GoEquality.Instance) is var taken ? a.List(0).Where(v => !taken.Contains(v)).ToList() : null;
        all["has"] = a => a.ListOrNil(1).Exists(v => GoEquality.Instance.Equals(a[0], v));
        all["compact"] = a => a.List(0).Where(GoValue.IsTrue).ToList();
        all["index"] = a => a.From(1).Aggregate(a[0], At);
        all["slice"] = a => Slice(a);
        all["len"] = a => Length(a[0]);
        all["until"] = a => Steps(0, a.Whole(0), a.Whole(0) < 0 ? -1 : 1);
        all["untilStep"] = a => Steps(a.Whole(0), a.Whole(1), a.Whole(2));
        all["join"] = a => Joined(a.Text(0), [.. a.ListOrNil(1).Where(v => v is not null).Select(GoValue.Print)]);
        all["sortAlpha"] = a => a[0] is List<object?> list ? list.Where(v => v is not null).Select(GoValue.Print).Order(StringComparer.Ordinal).ToList<object?>() : [a[0] is null ? "<nil>" : GoValue.Print(a[0])];
        all["toStrings"] = a => a.ListOrNil(0).Where(v => v is not null).Select(GoValue.Print).ToList<object?>();
        all["chunk"] = a => a.List(1).Chunk((int)Math.Max(a.Whole(0), 1)).Select(c => (object?)c.ToList()).ToList();
    }

    private static string Joined(string separator, List<string> parts)
    {
        Budget.RequireText(((long)separator.Length * parts.Count) + parts.Sum(p => (long)p.Length));
        return string.Join(separator, parts);
    }

    private static object? At(object? holder, object? key) => (holder, key) switch
    {
        (TextMap texts, string name) => texts.GetValueOrDefault(name, ""),
        (Dictionary<string, object?> map, string name) => map.TryGetValue(name, out object? value) ? value : throw new FunctionException($"there is no '{name}'"),
        (List<object?> list, long or GoInt64) => GoValue.Whole(key) is >= 0 and var at && at < list.Count ? list[(int)at] : throw new FunctionException($"there is no item {GoValue.Print(key)}; there are {list.Count}"),
        _ => throw new FunctionException($"{GoValue.Kind(holder)} cannot be indexed by {GoValue.Kind(key)}"),
    };

    private static List<object?>? Slice(Arguments a)
    {
        List<object?> list = a.List(0);
        if (list.Count == 0)
        {
            return null;
        }

        long from = a.Count > 1 ? a.Whole(1) : 0;
        long to = a.Count > 2 ? a.Whole(2) : list.Count;
        if (from < 0 || to < from || to > list.Count)
        {
            throw new FunctionException($"the list has {list.Count} items, so none from {from} to {to}");
        }

        return list.GetRange((int)from, (int)(to - from));
    }

    private static object Length(object? value) => value switch
    {
        string text => GoValue.Length(text),
        List<object?> list => (long)list.Count,
        Dictionary<string, object?> map => (long)map.Count,
        _ => throw new FunctionException($"{GoValue.Kind(value)} has no length"),
    };

    private static List<object?> Steps(long start, long stop, long step)
    {
        if (step == 0 || (step > 0) != (stop > start))
        {
            return [];
        }

        List<object?> numbers = [];
        for (long i = start; step > 0 ? i < stop : i > stop; i += step)
        {
            numbers.Add(i);
            if (numbers.Count > Budget.ValuesLimit)
            {
                throw new FunctionException($"the list would have more than {Budget.ValuesLimit} items");
            }
        }

        return numbers;
    }
}
