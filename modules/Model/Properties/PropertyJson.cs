using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Infra.Model.Properties;

/// <summary>Property values to canonical JSON and back: ordered keys, no white space, invariant numbers.</summary>
/// <remarks>The sentinel and the signatures are Pulumi's (sdk/go/common/resource: plugin rpc, asset and secret signatures).</remarks>
public static class PropertyJson
{
    /// <summary>What stands on Pulumi's wire for a value that is not known yet.</summary>
    public const string UnknownSentinel = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /// <summary>The key that marks an object as a special value on Pulumi's wire.</summary>
    public const string SignatureKey = "4dabf18193072939515e22adb298388d";

    /// <summary>The signature of a secret.</summary>
    public const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";

    /// <summary>What people see in place of a secret.</summary>
    public const string Mask = "[secret]";

    private const string DigestKey = "digest";
    private const string ValueKey = "value";

    /// <summary>Options of every JSON writer here: readable text, nothing escaped that need not be.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>The canonical JSON of a value.</summary>
    public static string Write(PropertyValue value, SecretForm secrets)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, WriterOptions))
        {
            Write(writer, value, secrets);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes a value as canonical JSON.</summary>
    public static void Write(Utf8JsonWriter writer, PropertyValue value, SecretForm secrets)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (value)
        {
            case StringValue text:
                writer.WriteStringValue(text.Value);
                break;
            case BoolValue boolean:
                writer.WriteBooleanValue(boolean.Value);
                break;
            case NumberValue number:
                writer.WriteNumberValue(number.Value);
                break;
            case ListValue list:
                writer.WriteStartArray();
                foreach (PropertyValue item in list.Items)
                {
                    Write(writer, item, secrets);
                }

                writer.WriteEndArray();
                break;
            case MapValue map:
                Write(writer, map.Map, secrets);
                break;
            case SecretValue secret:
                WriteSecret(writer, secret.Digest, secrets);
                break;
            case UnknownValue { ContainsSecret: true }:
                WriteSecret(writer, UnknownSentinel, secrets);
                break;
            case UnknownValue:
                writer.WriteStringValue(UnknownSentinel);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    /// <summary>Writes a map as a canonical JSON object.</summary>
    public static void Write(Utf8JsonWriter writer, PropertyMap map, SecretForm secrets)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(map);
        writer.WriteStartObject();
        foreach (KeyValuePair<string, PropertyValue> entry in map.AsSpan())
        {
            writer.WritePropertyName(entry.Key);
            Write(writer, entry.Value, secrets);
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads JSON. Sentinels become unknown values, secret signatures become secrets.</summary>
    /// <param name="element">The JSON.</param>
    /// <param name="digest">The keyed digest of a plain value; needed where the JSON may hold plain secrets, as Pulumi's wire does.</param>
    /// <exception cref="FormatException">A secret without digest or value, or a plain one where none is expected.</exception>
    public static PropertyValue Read(JsonElement element, Func<PropertyValue, string>? digest = null)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                string text = element.GetString()!;
                return string.Equals(text, UnknownSentinel, StringComparison.Ordinal) ? PropertyValue.Unknown : PropertyValue.Of(text);
            case JsonValueKind.Number:
                return PropertyValue.Of(element.GetDouble());
            case JsonValueKind.True:
            case JsonValueKind.False:
                return PropertyValue.Of(element.ValueKind == JsonValueKind.True);
            case JsonValueKind.Array:
                ImmutableArray<PropertyValue>.Builder items = ImmutableArray.CreateBuilder<PropertyValue>(element.GetArrayLength());
                foreach (JsonElement item in element.EnumerateArray())
                {
                    items.Add(Read(item, digest));
                }

                return PropertyValue.Of(items.MoveToImmutable());
            case JsonValueKind.Object:
                return IsSecret(element) ? ReadSecret(element, digest) : PropertyValue.Of(ReadMap(element, digest));
            default:
                return PropertyValue.Null;
        }
    }

    /// <summary>Reads a JSON object as a map.</summary>
    /// <exception cref="FormatException">Not an object, a key twice, or a malformed secret.</exception>
    public static PropertyMap ReadMap(JsonElement element, Func<PropertyValue, string>? digest = null)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"Properties are a JSON object, not {element.ValueKind}.");
        }

        KeyValuePair<string, PropertyValue>[] entries = new KeyValuePair<string, PropertyValue>[element.GetPropertyCount()];
        int count = 0;
        foreach (JsonProperty property in element.EnumerateObject())
        {
            entries[count++] = new(property.Name, Read(property.Value, digest));
        }

        try
        {
            return PropertyMap.Own(entries);
        }
        catch (ArgumentException duplicate)
        {
            throw new FormatException(duplicate.Message, duplicate);
        }
    }

    private static bool IsSecret(JsonElement element) =>
        element.TryGetProperty(SignatureKey, out JsonElement signature)
        && signature.ValueKind == JsonValueKind.String
        && signature.ValueEquals(SecretSignature);

    private static PropertyValue ReadSecret(JsonElement element, Func<PropertyValue, string>? digest)
    {
        if (element.TryGetProperty(DigestKey, out JsonElement stored) && stored.GetString() is { Length: > 0 } text)
        {
            return string.Equals(text, UnknownSentinel, StringComparison.Ordinal) ? PropertyValue.UnknownSecret : new SecretValue(text, plain: null);
        }

        if (!element.TryGetProperty(ValueKey, out JsonElement value))
        {
            throw new FormatException("A secret has neither a digest nor a value.");
        }

        PropertyValue plain = Unwrap(Read(value, digest));
        if (plain is UnknownValue)
        {
            return PropertyValue.UnknownSecret;
        }

        return digest is null ? throw new FormatException("A plain secret stands where only digests may.") : new SecretValue(digest(plain), plain);
    }

    private static PropertyValue Unwrap(PropertyValue value) => value is SecretValue { Plain: { } inner } ? Unwrap(inner) : value;

    private static void WriteSecret(Utf8JsonWriter writer, string digest, SecretForm secrets)
    {
        if (secrets == SecretForm.Masked)
        {
            writer.WriteStringValue(Mask);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString(SignatureKey, SecretSignature);
        writer.WriteString(DigestKey, digest);
        writer.WriteEndObject();
    }
}
