using Infra.GitOps.Templates;

namespace Infra.GitOps.Tests;

/// <summary>Ways into the maps and lists that manifests are made of.</summary>
internal static class ManifestValues
{
    /// <summary>The value at a path of names, or null.</summary>
    public static object? At(this IReadOnlyDictionary<string, object?> map, params ReadOnlySpan<string> path)
    {
        object? value = map;
        foreach (string name in path)
        {
            value = (value as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(name);
        }

        return value;
    }

    /// <summary>The text at a path, or null.</summary>
    public static string? Text(this IReadOnlyDictionary<string, object?> map, params ReadOnlySpan<string> path) => map.At(path) switch
    {
        null => null,
        string text => text,
        var value => GoValue.Print(value),
    };

    /// <summary>Whether the value at a path is true.</summary>
    public static bool Flag(this IReadOnlyDictionary<string, object?> map, params ReadOnlySpan<string> path) => map.At(path) is true;

    /// <summary>The map at a path; empty where there is none.</summary>
    public static IReadOnlyDictionary<string, object?> Map(this IReadOnlyDictionary<string, object?> map, params ReadOnlySpan<string> path) =>
        map.At(path) as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>The list at a path; empty where there is none.</summary>
    public static IReadOnlyList<object?> List(this IReadOnlyDictionary<string, object?> map, params ReadOnlySpan<string> path) => map.At(path) as IReadOnlyList<object?> ?? [];

    /// <summary>The maps of the list at a path.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> Maps(this IReadOnlyDictionary<string, object?> map, params ReadOnlySpan<string> path) =>
        [.. map.List(path).OfType<IReadOnlyDictionary<string, object?>>()];

    /// <summary>The texts of the list at a path.</summary>
    public static IReadOnlyList<string> Texts(this IReadOnlyDictionary<string, object?> map, params ReadOnlySpan<string> path) => [.. map.List(path).OfType<string>()];

    /// <summary>An annotation of an object, or null.</summary>
    public static string? Annotation(this IReadOnlyDictionary<string, object?> manifest, string name) => manifest.Text("metadata", "annotations", name);

    /// <summary>Whether an annotation that is a list between commas has an option, as gitops-engine's pkg/sync/resource HasAnnotationOption.</summary>
    public static bool HasOption(this IReadOnlyDictionary<string, object?> manifest, string annotation, string option) =>
        (manifest.Annotation(annotation) ?? "").Split(',', StringSplitOptions.TrimEntries).Contains(option, StringComparer.Ordinal);

    /// <summary>Sets the value at a path, with the maps that lead to it; null takes it away.</summary>
    public static void Set(this Dictionary<string, object?> map, object? value, params ReadOnlySpan<string> path)
    {
        foreach (string name in path[..^1])
        {
            if (map.GetValueOrDefault(name) is not Dictionary<string, object?> below)
            {
                if (value is null)
                {
                    return;
                }

                map[name] = below = new(StringComparer.Ordinal);
            }

            map = below;
        }

        if (value is null)
        {
            map.Remove(path[^1]);
        }
        else
        {
            map[path[^1]] = value;
        }
    }

    /// <summary>A copy of a map that shares nothing with it.</summary>
    public static Dictionary<string, object?> Copy(this IReadOnlyDictionary<string, object?> map) => map.ToDictionary(e => e.Key, e => CopyOf(e.Value), StringComparer.Ordinal);

    /// <summary>Whether two values are the same; the order of keys does not count.</summary>
    public static bool Same(object? left, object? right) => (left, right) switch
    {
        (IReadOnlyDictionary<string, object?> a, IReadOnlyDictionary<string, object?> b) => a.Count == b.Count && a.All(e => b.TryGetValue(e.Key, out object? other) && Same(e.Value, other)),
        (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => a.Count == b.Count && a.Zip(b).All(p => Same(p.First, p.Second)),
        (long a, double b) => a == b,
        (double a, long b) => a == b,
        _ => Equals(left, right),
    };

    /// <summary>A manifest as JSON, which is YAML too.</summary>
    public static string Json(this IReadOnlyDictionary<string, object?> map) => (string)TemplateFunctions.Call("toJson", [map.Copy()])!;

    private static object? CopyOf(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> map => map.Copy(),
        IReadOnlyList<object?> list => list.Select(CopyOf).ToList(),
        int number => (long)number,
        _ => value,
    };
}
