using System.Collections.Immutable;

namespace Infra.Model.Properties;

/// <summary>
/// A value of a resource property: null, boolean, number, text, list, map, secret or unknown. Immutable, compared by content.
/// </summary>
/// <remarks>The closed set of kinds is the one that Pulumi's wire format has; assets travel as maps with their signature.</remarks>
public abstract class PropertyValue : IEquatable<PropertyValue>
{
    private protected PropertyValue()
    {
    }

    /// <summary>The JSON null.</summary>
    public static PropertyValue Null { get; } = new NullValue();

    /// <summary>A value that is known only after an apply.</summary>
    public static PropertyValue Unknown { get; } = new UnknownValue(isSecret: false);

    /// <summary>A secret that is known only after an apply.</summary>
    public static PropertyValue UnknownSecret { get; } = new UnknownValue(isSecret: true);

    /// <summary>Whether this value or anything below it is unknown.</summary>
    public virtual bool ContainsUnknown => false;

    /// <summary>Whether this value or anything below it is secret.</summary>
    public virtual bool ContainsSecret => false;

    /// <summary>A boolean.</summary>
    public static PropertyValue Of(bool value) => value ? BoolValue.True : BoolValue.False;

    /// <summary>A number; Pulumi's wire format has doubles only.</summary>
    public static PropertyValue Of(double value) => new NumberValue(value);

    /// <summary>A text.</summary>
    public static PropertyValue Of(string value) => new StringValue(value);

    /// <summary>A list.</summary>
    public static PropertyValue Of(ImmutableArray<PropertyValue> items) => new ListValue(items);

    /// <summary>A map.</summary>
    public static PropertyValue Of(PropertyMap map) => new MapValue(map);

    /// <inheritdoc />
    public abstract bool Equals(PropertyValue? other);

    /// <inheritdoc />
    public sealed override bool Equals(object? obj) => Equals(obj as PropertyValue);

    /// <inheritdoc />
    public abstract override int GetHashCode();

    /// <summary>Canonical JSON with secrets masked: safe to print.</summary>
    public sealed override string ToString() => PropertyJson.Write(this, SecretForm.Masked);
}

/// <summary>The JSON null.</summary>
public sealed class NullValue : PropertyValue
{
    internal NullValue()
    {
    }

    /// <inheritdoc />
    public override bool Equals(PropertyValue? other) => other is NullValue;

    /// <inheritdoc />
    public override int GetHashCode() => 0;
}

/// <summary>A boolean.</summary>
public sealed class BoolValue : PropertyValue
{
    internal static readonly BoolValue True = new(true);
    internal static readonly BoolValue False = new(false);

    private BoolValue(bool value) => Value = value;

    /// <summary>The boolean.</summary>
    public bool Value { get; }

    /// <inheritdoc />
    public override bool Equals(PropertyValue? other) => other is BoolValue b && b.Value == Value;

    /// <inheritdoc />
    public override int GetHashCode() => Value ? 1 : 2;
}

/// <summary>A number.</summary>
public sealed class NumberValue : PropertyValue
{
    internal NumberValue(double value) => Value = value;

    /// <summary>The number.</summary>
    public double Value { get; }

    /// <inheritdoc />
    public override bool Equals(PropertyValue? other) => other is NumberValue n && n.Value.Equals(Value);

    /// <inheritdoc />
    public override int GetHashCode() => Value.GetHashCode();
}

/// <summary>A text.</summary>
public sealed class StringValue : PropertyValue
{
    internal StringValue(string value) => Value = value;

    /// <summary>The text.</summary>
    public string Value { get; }

    /// <inheritdoc />
    public override bool Equals(PropertyValue? other) => other is StringValue s && string.Equals(s.Value, Value, StringComparison.Ordinal);

    /// <inheritdoc />
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);
}

/// <summary>A list; order matters.</summary>
public sealed class ListValue : PropertyValue
{
    internal ListValue(ImmutableArray<PropertyValue> items)
    {
        Items = items;
        foreach (PropertyValue item in items)
        {
            ContainsUnknown |= item.ContainsUnknown;
            ContainsSecret |= item.ContainsSecret;
        }
    }

    /// <summary>The items in order.</summary>
    public ImmutableArray<PropertyValue> Items { get; }

    /// <inheritdoc />
    public override bool ContainsUnknown { get; }

    /// <inheritdoc />
    public override bool ContainsSecret { get; }

    /// <inheritdoc />
    public override bool Equals(PropertyValue? other) => other is ListValue l && l.Items.AsSpan().SequenceEqual(Items.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (PropertyValue item in Items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }
}

/// <summary>A map with text keys.</summary>
public sealed class MapValue : PropertyValue
{
    internal MapValue(PropertyMap map) => Map = map;

    /// <summary>The entries.</summary>
    public PropertyMap Map { get; }

    /// <inheritdoc />
    public override bool ContainsUnknown => Map.ContainsUnknown;

    /// <inheritdoc />
    public override bool ContainsSecret => Map.ContainsSecret;

    /// <inheritdoc />
    public override bool Equals(PropertyValue? other) => other is MapValue m && m.Map.Equals(Map);

    /// <inheritdoc />
    public override int GetHashCode() => Map.GetHashCode();
}

/// <summary>
/// A secret: compared by the keyed digest of its plain value, never by the value, so that what is stored can be compared
/// with what a program gives without storing it.
/// </summary>
public sealed class SecretValue : PropertyValue
{
    /// <summary>A secret whose plain value is at hand.</summary>
    /// <param name="digest">HMAC-SHA-256 of the plain value's canonical JSON, as lower-case hex.</param>
    /// <param name="plain">The plain value; null where only the digest was stored.</param>
    public SecretValue(string digest, PropertyValue? plain)
    {
        ArgumentException.ThrowIfNullOrEmpty(digest);
        Digest = digest;
        Plain = plain;
    }

    /// <summary>HMAC-SHA-256 of the plain value's canonical JSON, as lower-case hex.</summary>
    public string Digest { get; }

    /// <summary>The plain value while a program runs; never written anywhere; null where only the digest was stored.</summary>
    public PropertyValue? Plain { get; }

    /// <inheritdoc />
    public override bool ContainsSecret => true;

    /// <inheritdoc />
    public override bool ContainsUnknown => Plain?.ContainsUnknown ?? false;

    /// <inheritdoc />
    public override bool Equals(PropertyValue? other) => other is SecretValue s && string.Equals(s.Digest, Digest, StringComparison.Ordinal);

    /// <inheritdoc />
    public override int GetHashCode() => string.GetHashCode(Digest, StringComparison.Ordinal);
}

/// <summary>A value that is known only after an apply. Equal to no value but another unknown.</summary>
public sealed class UnknownValue : PropertyValue
{
    internal UnknownValue(bool isSecret) => ContainsSecret = isSecret;

    /// <inheritdoc />
    public override bool ContainsUnknown => true;

    /// <inheritdoc />
    public override bool ContainsSecret { get; }

    /// <inheritdoc />
    public override bool Equals(PropertyValue? other) => other is UnknownValue u && u.ContainsSecret == ContainsSecret;

    /// <inheritdoc />
    public override int GetHashCode() => ContainsSecret ? 3 : 4;
}
