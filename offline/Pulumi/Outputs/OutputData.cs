using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What an output holds once it is there.</summary>
internal readonly record struct OutputData<T>(T Value, bool IsKnown, bool IsSecret, ImmutableHashSet<Resource> Resources)
{
    public static OutputData<T> Of(T value) => new(value, IsKnown: true, IsSecret: false, ImmutableHashSet<Resource>.Empty);

    /// <summary>The marks of this instance joined with those of another.</summary>
    public OutputData<TOther> Then<TOther>(OutputData<TOther> next)
        => new(next.Value, IsKnown && next.IsKnown, IsSecret || next.IsSecret, Joined(Resources, next.Resources));

    public static ImmutableHashSet<Resource> Joined(ImmutableHashSet<Resource> first, ImmutableHashSet<Resource> second)
        => first.IsEmpty || ReferenceEquals(first, second) ? second : second.IsEmpty ? first : first.Union(second);
}
