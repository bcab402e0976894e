using System.Collections.Immutable;
using Infra.GitOps.Templates;

namespace Infra.GitOps.Comparing;

/// <summary>Compares two manifests field by field; items of a list are compared by their position.</summary>
internal static class FieldDiffer
{
    public static ImmutableArray<FieldChange> Differences(IReadOnlyDictionary<string, object?> before, IReadOnlyDictionary<string, object?> after)
    {
        List<FieldChange> changes = [];
        Maps(changes, "", before, after);
        return [.. changes.OrderBy(c => c.Path, StringComparer.Ordinal)];
    }

    private static void Maps(List<FieldChange> changes, string path, IReadOnlyDictionary<string, object?> before, IReadOnlyDictionary<string, object?> after)
    {
        foreach (string key in before.Keys.Union(after.Keys, StringComparer.Ordinal))
        {
            // A key with dots, as labels have, stands in brackets.
            string below = key.Contains('.', StringComparison.Ordinal) ? $"{path}[{key}]" : path.Length == 0 ? key : $"{path}.{key}";
            Values(changes, below, (before.ContainsKey(key), before.GetValueOrDefault(key)), (after.ContainsKey(key), after.GetValueOrDefault(key)));
        }
    }

    private static void Values(List<FieldChange> changes, string path, (bool There, object? Value) before, (bool There, object? Value) after)
    {
        if (before.Value is IReadOnlyDictionary<string, object?> oldMap && after.Value is IReadOnlyDictionary<string, object?> newMap)
        {
            Maps(changes, path, oldMap, newMap);
        }
        else if (before.Value is List<object?> oldList && after.Value is List<object?> newList)
        {
            for (int i = 0; i < Math.Max(oldList.Count, newList.Count); i++)
            {
                Values(changes, $"{path}[{i}]", (i < oldList.Count, oldList.ElementAtOrDefault(i)), (i < newList.Count, newList.ElementAtOrDefault(i)));
            }
        }
        else if (Shown(before) is var old && Shown(after) is var now && old != now)
        {
            changes.Add(new FieldChange(path, old, now));
        }
    }

    private static string? Shown((bool There, object? Value) field) => field.There ? EncodingFunctions.ToJson(field.Value) : null;
}
