namespace Infra.GitOps.Tests;

/// <summary>
/// What server-side apply by one manager does to an object, and whether it would change it: fields that the target says are set, fields that the
/// manager applied before and the target no longer has are removed, and fields of others stay. Lists are one value, but finalizers are a set.
/// Source: argo-cd controller/state.go CompareAppState, which takes the structured merge diff where an Application has ServerSideApply=true.
/// </summary>
internal static class ServerSideApply
{
    /// <summary>Whether applying the target would change the live object.</summary>
    /// <param name="live">The live object.</param>
    /// <param name="applied">What the manager applied last; null when it did not yet.</param>
    /// <param name="target">What is to be applied.</param>
    /// <param name="ignored">JSON pointers that do not count.</param>
    public static bool Differs(IReadOnlyDictionary<string, object?> live, IReadOnlyDictionary<string, object?>? applied, IReadOnlyDictionary<string, object?> target, IReadOnlyCollection<string> ignored) =>
        !ManifestValues.Same(Without(live, ignored), Without(Merge(live, applied, target), ignored));

    /// <summary>The live object after the target was applied.</summary>
    public static Dictionary<string, object?> Merge(IReadOnlyDictionary<string, object?> live, IReadOnlyDictionary<string, object?>? applied, IReadOnlyDictionary<string, object?> target) =>
        Merge(live, applied, target, "");

    /// <summary>A copy without the fields at JSON pointers.</summary>
    public static Dictionary<string, object?> Without(IReadOnlyDictionary<string, object?> manifest, IReadOnlyCollection<string> pointers)
    {
        Dictionary<string, object?> copy = manifest.Copy();
        foreach (string pointer in pointers)
        {
            string[] path = [.. pointer.TrimStart('/').Split('/').Select(p => p.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
            copy.Set(null, path);
        }

        return copy;
    }

    private static Dictionary<string, object?> Merge(IReadOnlyDictionary<string, object?> live, IReadOnlyDictionary<string, object?>? applied, IReadOnlyDictionary<string, object?> target, string path)
    {
        Dictionary<string, object?> merged = live.Copy();
        foreach (string name in (applied?.Keys ?? []).Where(k => !target.ContainsKey(k)))
        {
            if (applied![name] is IReadOnlyDictionary<string, object?> { Count: > 0 } owned && merged.GetValueOrDefault(name) is IReadOnlyDictionary<string, object?> kept)
            {
                Dictionary<string, object?> rest = Merge(kept, owned, new Dictionary<string, object?>(StringComparer.Ordinal), $"{path}/{name}");
                if (rest.Count > 0)
                {
                    merged[name] = rest;
                    continue;
                }
            }

            if (IsSet($"{path}/{name}") && merged.GetValueOrDefault(name) is IReadOnlyList<object?> list && list.Except(applied![name] as IReadOnlyList<object?> ?? []).ToList() is { Count: > 0 } others)
            {
                merged[name] = others;
                continue;
            }

            merged.Remove(name);
        }

        foreach ((string name, object? value) in target)
        {
            string below = $"{path}/{name}";
            merged[name] = (value, merged.GetValueOrDefault(name)) switch
            {
                (IReadOnlyDictionary<string, object?> wanted, IReadOnlyDictionary<string, object?> old) => Merge(old, applied?.GetValueOrDefault(name) as IReadOnlyDictionary<string, object?>, wanted, below),
                (IReadOnlyDictionary<string, object?> wanted, _) => wanted.Copy(),
                (IReadOnlyList<object?> wanted, IReadOnlyList<object?> old) when IsSet(below) =>
                    old.Except((applied?.GetValueOrDefault(name) as IReadOnlyList<object?> ?? []).Except(wanted)).Union(wanted).ToList(),
                var (wanted, _) => wanted,
            };
        }

        return merged;
    }

    private static bool IsSet(string path) => path == "/metadata/finalizers";
}
