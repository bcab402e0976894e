using System.Collections.Immutable;
using System.Text.Json;
using Infra.Model.Properties;

namespace Infra.Engine.Capture;

/// <summary>Between the SDK's wire form and property values.</summary>
internal static class Wire
{
    /// <summary>The inputs of a resource from the text that <see cref="WireArgs"/> carried.</summary>
    public static PropertyMap ReadInputs(string json, Walk walk, Func<PropertyValue, string> digest)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            return PropertyMap.Empty;
        }

        PropertyMap inputs = PropertyJson.ReadMap(document.RootElement, digest);
        PropertyMap present = HasNull(inputs) ? PropertyMap.From(inputs.Where(e => e.Value is not NullValue)) : inputs;
        return walk.UnknownSecrets.Count == 0 ? present : MarkMap(present, "", walk.UnknownSecrets);
    }

    /// <summary>What a mock answers: dictionaries, lists, texts, numbers, with Pulumi's signatures for secrets and unknown values.</summary>
    public static ImmutableDictionary<string, object> Answer(PropertyMap outputs)
    {
        // The SDK makes an immutable dictionary of the answer; one with the default comparer is taken as it is.
        ImmutableDictionary<string, object>.Builder answer = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (KeyValuePair<string, PropertyValue> entry in outputs.AsSpan())
        {
            if (ToObject(entry.Value) is { } value)
            {
                answer[entry.Key] = value;
            }
        }

        return answer.ToImmutable();
    }

    private static object? ToObject(PropertyValue value) => value switch
    {
        StringValue text => text.Value,
        BoolValue boolean => boolean.Value,
        NumberValue number => number.Value,
        ListValue list => list.Items.Select(ToObject).ToImmutableArray(),
        MapValue map => Nested(map.Map),
        SecretValue secret => Secret(secret.Plain is null ? PropertyJson.UnknownSentinel : ToObject(secret.Plain)),
        UnknownValue { ContainsSecret: true } => Secret(PropertyJson.UnknownSentinel),
        UnknownValue => PropertyJson.UnknownSentinel,
        _ => null,
    };

    private static Dictionary<string, object> Nested(PropertyMap map)
    {
        Dictionary<string, object> nested = new(map.Count, StringComparer.Ordinal);
        foreach (KeyValuePair<string, PropertyValue> entry in map.AsSpan())
        {
            if (ToObject(entry.Value) is { } value)
            {
                nested[entry.Key] = value;
            }
        }

        return nested;
    }

    private static Dictionary<string, object> Secret(object? plain)
    {
        Dictionary<string, object> envelope = new(StringComparer.Ordinal) { [PropertyJson.SignatureKey] = PropertyJson.SecretSignature };
        if (plain is not null)
        {
            envelope["value"] = plain;
        }

        return envelope;
    }

    private static bool HasNull(PropertyMap inputs)
    {
        foreach (KeyValuePair<string, PropertyValue> entry in inputs.AsSpan())
        {
            if (entry.Value is NullValue)
            {
                return true;
            }
        }

        return false;
    }

    private static PropertyMap MarkMap(PropertyMap map, string path, IReadOnlySet<string> secrets) =>
        map.ContainsUnknown
            ? PropertyMap.From(map.Select(e => KeyValuePair.Create(e.Key, Mark(e.Value, PropertyPath.Key(path, e.Key), secrets))))
            : map;

    // An unknown below a marked path is secret too: the mark is put on the input, the unknown may stand inside it.
    private static PropertyValue Mark(PropertyValue value, string path, IReadOnlySet<string> secrets)
    {
        if (!value.ContainsUnknown)
        {
            return value;
        }

        if (value is UnknownValue)
        {
            return secrets.Any(s => path.StartsWith(s, StringComparison.Ordinal) && (path.Length == s.Length || path[s.Length] is '.' or '['))
                ? PropertyValue.UnknownSecret
                : value;
        }

        return value switch
        {
            MapValue map => PropertyValue.Of(MarkMap(map.Map, path, secrets)),
            ListValue list => PropertyValue.Of([.. list.Items.Select((item, i) => Mark(item, PropertyPath.Item(path, i), secrets))]),
            _ => value,
        };
    }
}
