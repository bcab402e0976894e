using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Infra.Model.Properties;

/// <summary>Properties by name, in ordinal order of their names: the same content is always the same sequence.</summary>
public sealed class PropertyMap : IReadOnlyCollection<KeyValuePair<string, PropertyValue>>, IEquatable<PropertyMap>
{
    private readonly KeyValuePair<string, PropertyValue>[] entries;

    private PropertyMap(KeyValuePair<string, PropertyValue>[] sorted)
    {
        entries = sorted;
        foreach (KeyValuePair<string, PropertyValue> entry in sorted)
        {
            ContainsUnknown |= entry.Value.ContainsUnknown;
            ContainsSecret |= entry.Value.ContainsSecret;
        }
    }

    /// <summary>No properties.</summary>
    public static PropertyMap Empty { get; } = new([]);

    /// <summary>How many properties.</summary>
    public int Count => entries.Length;

    /// <summary>Whether any value, at any depth, is unknown.</summary>
    public bool ContainsUnknown { get; }

    /// <summary>Whether any value, at any depth, is secret.</summary>
    public bool ContainsSecret { get; }

    /// <summary>The names in ordinal order.</summary>
    public IEnumerable<string> Keys => entries.Select(e => e.Key);

    /// <summary>The value of a property, or null where there is none.</summary>
    public PropertyValue? this[string key] => TryGet(key, out PropertyValue? value) ? value : null;

    /// <summary>A map of these entries.</summary>
    /// <exception cref="ArgumentException">Two entries have one name.</exception>
    public static PropertyMap From(IEnumerable<KeyValuePair<string, PropertyValue>> entries) => Own([.. entries]);

    /// <summary>A map that takes an array over and puts it in order; nobody else may hold it.</summary>
    /// <exception cref="ArgumentException">Two entries have one name.</exception>
    internal static PropertyMap Own(KeyValuePair<string, PropertyValue>[] entries)
    {
        if (entries.Length == 0)
        {
            return Empty;
        }

        if (!IsOrdered(entries))
        {
            Array.Sort(entries, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        }

        for (int i = 1; i < entries.Length; i++)
        {
            if (string.Equals(entries[i].Key, entries[i - 1].Key, StringComparison.Ordinal))
            {
                throw new ArgumentException($"Two properties are named '{entries[i].Key}'.", nameof(entries));
            }
        }

        return new PropertyMap(entries);
    }

    /// <summary>The entries in order, for loops that must not cost an enumerator.</summary>
    public ReadOnlySpan<KeyValuePair<string, PropertyValue>> AsSpan() => entries;

    /// <summary>Looks a property up.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out PropertyValue? value) => TryGet(key.AsSpan(), out value);

    /// <summary>Looks a property up by a part of a text.</summary>
    public bool TryGet(ReadOnlySpan<char> key, [NotNullWhen(true)] out PropertyValue? value)
    {
        int low = 0;
        int high = entries.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = entries[middle].Key.AsSpan().SequenceCompareTo(key);
            if (order == 0)
            {
                value = entries[middle].Value;
                return true;
            }

            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        value = null;
        return false;
    }

    /// <summary>The text of a property, or null where it is missing or not a text.</summary>
    public string? Text(string key) => this[key] is StringValue text ? text.Value : null;

    /// <summary>A map in which the entries of <paramref name="other"/> are added or win.</summary>
    public PropertyMap With(PropertyMap other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count == 0)
        {
            return this;
        }

        return Count == 0 ? other : Merge(other);
    }

    /// <summary>A map in which one entry is added or replaced.</summary>
    public PropertyMap With(string key, PropertyValue value) => With(new PropertyMap([new(key, value)]));

    /// <summary>A map without the named entry.</summary>
    public PropertyMap Without(string key) =>
        TryGet(key, out _) ? From(entries.Where(e => !string.Equals(e.Key, key, StringComparison.Ordinal))) : this;

    // Both are in order, so one pass puts them together.
    private PropertyMap Merge(PropertyMap other)
    {
        KeyValuePair<string, PropertyValue>[] merged = new KeyValuePair<string, PropertyValue>[entries.Length + other.entries.Length];
        int count = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < entries.Length || theirs < other.entries.Length)
        {
            int order = mine == entries.Length ? 1
                : theirs == other.entries.Length ? -1
                : string.CompareOrdinal(entries[mine].Key, other.entries[theirs].Key);
            merged[count++] = order < 0 ? entries[mine] : other.entries[theirs];
            mine += order <= 0 ? 1 : 0;
            theirs += order >= 0 ? 1 : 0;
        }

        return new PropertyMap(count == merged.Length ? merged : merged[..count]);
    }

    private static bool IsOrdered(KeyValuePair<string, PropertyValue>[] entries)
    {
        for (int i = 1; i < entries.Length; i++)
        {
            if (string.CompareOrdinal(entries[i - 1].Key, entries[i].Key) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, PropertyValue>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, PropertyValue>>)entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc />
    public bool Equals(PropertyMap? other)
    {
        if (other is null || other.entries.Length != entries.Length)
        {
            return false;
        }

        if (ReferenceEquals(this, other))
        {
            return true;
        }

        for (int i = 0; i < entries.Length; i++)
        {
            if (!string.Equals(entries[i].Key, other.entries[i].Key, StringComparison.Ordinal) || !entries[i].Value.Equals(other.entries[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as PropertyMap);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (KeyValuePair<string, PropertyValue> entry in entries)
        {
            hash.Add(entry.Key, StringComparer.Ordinal);
            hash.Add(entry.Value);
        }

        return hash.ToHashCode();
    }

    /// <summary>Canonical JSON with secrets masked: safe to print.</summary>
    public override string ToString() => PropertyJson.Write(PropertyValue.Of(this), SecretForm.Masked);
}
