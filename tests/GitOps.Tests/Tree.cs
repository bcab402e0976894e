using Infra.GitOps.Objects;

namespace Infra.GitOps.Tests;

/// <summary>Ways into a manifest.</summary>
internal static class Tree
{
    /// <summary>The value at a path of names, or null.</summary>
    public static object? At(this KeptObject kept, params string[] path) =>
        path.Aggregate((object?)kept.Manifest, (value, key) => (value as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(key));

    /// <summary>The text at a path, or null.</summary>
    public static string? TextAt(this KeptObject kept, params string[] path) => kept.At(path)?.ToString();

    /// <summary>The list at a path; empty when it is not there.</summary>
    public static List<object?> ListAt(this KeptObject kept, params string[] path) => kept.At(path) as List<object?> ?? [];

    /// <summary>Every text below a value, keys left out.</summary>
    public static IEnumerable<string> Texts(object? value) => value switch
    {
        string text => [text],
        IReadOnlyDictionary<string, object?> map => map.Values.SelectMany(Texts),
        List<object?> list => list.SelectMany(Texts),
        _ => [],
    };
}
