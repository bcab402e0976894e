using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Backends.Local;

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
        PropertyMap present = PropertyMap.From(inputs.Where(e => e.Value is not NullValue));
        return walk.UnknownSecrets.Count == 0 ? present : MarkMap(present, "", walk.UnknownSecrets);
    }

    /// <summary>What a mock answers: dictionaries, lists, texts, numbers, with Pulumi's signatures for secrets and unknown values.</summary>
    public static ImmutableDictionary<string, object> Answer(PropertyMap outputs)
    {
        ImmutableDictionary<string, object>.Builder answer = ImmutableDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, PropertyValue> entry in outputs)
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
        MapValue map => Answer(map.Map),
        SecretValue secret => Secret(secret.Plain is null ? PropertyJson.UnknownSentinel : ToObject(secret.Plain)),
        UnknownValue { ContainsSecret: true } => Secret(PropertyJson.UnknownSentinel),
        UnknownValue => PropertyJson.UnknownSentinel,
        _ => null,
    };

    private static ImmutableDictionary<string, object> Secret(object? plain)
    {
        ImmutableDictionary<string, object>.Builder envelope = ImmutableDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
        envelope[PropertyJson.SignatureKey] = PropertyJson.SecretSignature;
        if (plain is not null)
        {
            envelope["value"] = plain;
        }

        return envelope.ToImmutable();
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
