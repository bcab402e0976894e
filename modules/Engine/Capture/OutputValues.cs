using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Infra.Model.Properties;
using Pulumi;

namespace Infra.Engine.Capture;

/// <summary>The outputs of a stack as property values: outputs inside outputs, maps and lists are followed.</summary>
internal static class OutputValues
{
    public static async Task<PropertyMap> ReadAsync(IEnumerable<KeyValuePair<string, Output<object?>>> outputs, Func<PropertyValue, string> digest)
    {
        List<KeyValuePair<string, PropertyValue>> entries = [];
        foreach (KeyValuePair<string, Output<object?>> output in outputs)
        {
            entries.Add(new(output.Key, await ReadAsync(output.Value, digest)));
        }

        return PropertyMap.From(entries);
    }

    private static async Task<PropertyValue> ReadAsync(object? value, Func<PropertyValue, string> digest)
    {
        switch (value)
        {
            case null:
                return PropertyValue.Null;
            case string text:
                return PropertyValue.Of(text);
            case bool boolean:
                return PropertyValue.Of(boolean);
            case JsonElement json:
                return PropertyJson.Read(json, digest);
            case IDictionary map:
                List<KeyValuePair<string, PropertyValue>> entries = [];
                foreach (DictionaryEntry entry in map)
                {
                    entries.Add(new((string)entry.Key, await ReadAsync(entry.Value, digest)));
                }

                return PropertyValue.Of(PropertyMap.From(entries));
            case IEnumerable list:
                ImmutableArray<PropertyValue>.Builder items = ImmutableArray.CreateBuilder<PropertyValue>();
                foreach (object? item in list)
                {
                    items.Add(await ReadAsync(item, digest));
                }

                return PropertyValue.Of(items.ToImmutable());
            default:
                return await ReadOtherAsync(value, digest);
        }
    }

    private static async Task<PropertyValue> ReadOtherAsync(object value, Func<PropertyValue, string> digest)
    {
        if (InputReader.For(value) is { } reader)
        {
            InputReading reading = await reader.ReadAsync(value);
            if (!reading.IsKnown)
            {
                return reading.IsSecret ? PropertyValue.UnknownSecret : PropertyValue.Unknown;
            }

            PropertyValue inner = await ReadAsync(reading.Value, digest);
            return reading.IsSecret && inner is not SecretValue ? new SecretValue(digest(inner), inner) : inner;
        }

        if (value is Resource resource)
        {
            return await ReadAsync(resource.Urn, digest);
        }

        if (value is IConvertible number and not DateTime)
        {
            return PropertyValue.Of(number.ToDouble(CultureInfo.InvariantCulture));
        }

        return await ReadOutputTypeAsync(value, digest);
    }

    // Complex outputs ([OutputType]) are plain classes with public read-only fields.
    private static async Task<PropertyValue> ReadOutputTypeAsync(object value, Func<PropertyValue, string> digest)
    {
        List<KeyValuePair<string, PropertyValue>> entries = [];
        foreach (FieldInfo field in value.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance))
        {
            entries.Add(new(char.ToLowerInvariant(field.Name[0]) + field.Name[1..], await ReadAsync(field.GetValue(value), digest)));
        }

        return entries.Count == 0 ? PropertyValue.Of(value.ToString() ?? "") : PropertyValue.Of(PropertyMap.From(entries));
    }
}
