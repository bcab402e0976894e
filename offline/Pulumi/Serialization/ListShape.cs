using System.Collections;
using System.Collections.Concurrent;

namespace Pulumi.Serialization;

/// <summary>Tells immutable arrays that were never made, whose members all throw.</summary>
internal static class ListShape
{
    private static readonly ConcurrentDictionary<Type, object?> Defaults = new();

    public static bool IsDefault(IList list)
        => list is ValueType && Defaults.GetOrAdd(list.GetType(), Activator.CreateInstance) is { } never && list.Equals(never);
}
