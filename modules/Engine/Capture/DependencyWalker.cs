using System.Collections;
using System.Text.Json;
using Infra.Model.Properties;
using Pulumi;

namespace Infra.Engine.Capture;

/// <summary>
/// Finds what each top-level property of an args object depends on, and where unknown secrets stand (the wire form of an unknown
/// loses its secret mark).
/// </summary>
internal sealed class DependencyWalker
{
    // Deeper than any provider's args; a cycle in user objects would otherwise never end.
    private const int DepthLimit = 64;

    private readonly SortedDictionary<string, HashSet<Resource>> byProperty = new(StringComparer.Ordinal);
    private readonly HashSet<string> unknownSecrets = new(StringComparer.Ordinal);

    private DependencyWalker()
    {
    }

    /// <summary>Walks an args object to its end.</summary>
    public static async Task<Walk> WalkAsync(ResourceArgs args)
    {
        DependencyWalker walker = new();
        foreach (ArgsShape.Input input in ArgsShape.Of(args.GetType()))
        {
            if (input.Get(args) is { } value)
            {
                HashSet<Resource> found = [];
                await walker.VisitAsync(value, input.WireName, found, 0);
                if (found.Count > 0)
                {
                    walker.byProperty[input.WireName] = found;
                }
            }
        }

        return new Walk(walker.byProperty, walker.unknownSecrets);
    }

    // Most values are plain: they cost no state machine.
    private ValueTask VisitAsync(object? value, string path, HashSet<Resource> found, int depth)
    {
        bool leaf = value is null or string or JsonElement or JsonDocument || value.GetType().IsPrimitive || depth > DepthLimit;
        return leaf ? ValueTask.CompletedTask : VisitWithinAsync(value!, path, found, depth);
    }

    private async ValueTask VisitWithinAsync(object value, string path, HashSet<Resource> found, int depth)
    {
        if (value is Resource resource)
        {
            found.Add(resource);
        }
        else if (InputReader.For(value) is { } reader)
        {
            InputReading reading = await reader.ReadAsync(value);
            found.UnionWith(reading.Dependencies);
            if (!reading.IsKnown && reading.IsSecret)
            {
                unknownSecrets.Add(path);
            }

            await VisitAsync(reading.Value, path, found, depth + 1);
        }
        else if (value is InputArgs nested)
        {
            foreach (ArgsShape.Input input in ArgsShape.Of(nested.GetType()))
            {
                await VisitAsync(input.Get(nested), PropertyPath.Key(path, input.WireName), found, depth + 1);
            }
        }
        else if (value is IDictionary map)
        {
            foreach (DictionaryEntry entry in map)
            {
                await VisitAsync(entry.Value, PropertyPath.Key(path, entry.Key.ToString() ?? ""), found, depth + 1);
            }
        }
        else if (value is IEnumerable list)
        {
            int index = 0;
            foreach (object? item in list)
            {
                await VisitAsync(item, PropertyPath.Item(path, index++), found, depth + 1);
            }
        }
        else if (UnionValue(value) is { } inner)
        {
            await VisitAsync(inner, path, found, depth + 1);
        }
    }

    private static object? UnionValue(object value)
    {
        Type type = value.GetType();
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Union<,>) ? type.GetProperty(nameof(Union<int, int>.Value))!.GetValue(value) : null;
    }
}

/// <summary>What a walk found.</summary>
/// <param name="ByProperty">The resources that each top-level property depends on, by wire name.</param>
/// <param name="UnknownSecrets">The paths of secrets that are not known yet.</param>
internal sealed record Walk(IReadOnlyDictionary<string, HashSet<Resource>> ByProperty, IReadOnlySet<string> UnknownSecrets)
{
    public static Walk Nothing { get; } = new(new Dictionary<string, HashSet<Resource>>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
}
