using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>
/// Turns plain values into the types of output properties. As in the SDK, a value of the wrong type is a warning that
/// names the type and the property, and the property gets its default.
/// </summary>
internal static class Converter
{
    private static readonly ConcurrentDictionary<Type, GenericConverter> Generics = new();

    public static object? Convert(Action<string> warn, string context, object? value, Type target)
    {
        var converted = TryConvert(warn, context, value, target);
        if (converted.Error is not null)
        {
            warn(converted.Error);
        }

        return converted.Value;
    }

    public static Converted TryConvert(Action<string> warn, string context, object? value, Type target)
    {
        if (value is null)
        {
            var isPlainStruct = target.IsValueType && Nullable.GetUnderlyingType(target) is null;
            return Converted.To(isPlainStruct ? Activator.CreateInstance(target) : null);
        }

        target = Nullable.GetUnderlyingType(target) ?? target;
        if (target == typeof(object))
        {
            return Converted.To(value);
        }

        if (target == typeof(int))
        {
            return value is double number ? Converted.To((int)number) : Unexpected(context, value, typeof(double));
        }

        if (IsTakenAsItIs(target))
        {
            return target.IsInstanceOfType(value) ? Converted.To(value) : Unexpected(context, value, target);
        }

        if (target == typeof(JsonElement))
        {
            return Json(context, value);
        }

        if (target.IsEnum)
        {
            var underlying = TryConvert(warn, context, value, Enum.GetUnderlyingType(target));
            return underlying is { Error: null, Value: { } raw } ? Converted.To(Enum.ToObject(target, raw)) : underlying;
        }

        if (EnumShape.Of(target) is { } enumeration)
        {
            return enumeration.Make(value, context);
        }

        return target.IsConstructedGenericType
            ? Generics.GetOrAdd(target, GenericConverter.For).Convert(warn, context, value)
            : Complex(warn, context, value, target);
    }

    public static Converted Unexpected(string context, object value, Type expected)
        => Converted.Failed($"Expected {expected.FullName} but got {value.GetType().FullName} deserializing {context}");

    private static bool IsTakenAsItIs(Type target)
        => target == typeof(string) || target == typeof(bool) || target == typeof(double)
            || typeof(AssetOrArchive).IsAssignableFrom(target) || typeof(Resource).IsAssignableFrom(target);

    private static Converted Complex(Action<string> warn, string context, object value, Type target)
    {
        if (OutputShape.Of(target) is not { } shape)
        {
            return Converted.Failed($"Unexpected target type {target.FullName} when deserializing {context}");
        }

        if (!shape.HasConstructor)
        {
            return Converted.Failed(
                $"Expected target type {target.FullName} to have [OutputConstructorAttribute] constructor when deserializing {context}");
        }

        if (value is not ImmutableDictionary<string, object?> map)
        {
            return Unexpected(context, value, typeof(ImmutableDictionary<string, object>));
        }

        var arguments = new object?[shape.Parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            var (name, place, type) = shape.Parameters[i];
            arguments[i] = Convert(warn, place, map.GetValueOrDefault(name), type);
        }

        return Converted.To(shape.Make(arguments));
    }

    private static Converted Json(string context, object value)
    {
        var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            if (Write(writer, value) is { } stranger)
            {
                return Converted.Failed($"Unexpected type {stranger.FullName} when converting {context} to JsonElement");
            }
        }

        text.Position = 0;
        return Converted.To(JsonDocument.Parse(text).RootElement);
    }

    private static Type? Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                return null;
            case string text:
                writer.WriteStringValue(text);
                return null;
            case double number:
                writer.WriteNumberValue(number);
                return null;
            case bool flag:
                writer.WriteBooleanValue(flag);
                return null;
            case ImmutableArray<object?> list:
                writer.WriteStartArray();
                var badElement = list.Select(element => Write(writer, element)).FirstOrDefault(bad => bad is not null);
                writer.WriteEndArray();
                return badElement;
            case ImmutableDictionary<string, object?> map:
                writer.WriteStartObject();
                foreach (var (key, element) in map)
                {
                    writer.WritePropertyName(key);
                    if (Write(writer, element) is { } bad)
                    {
                        return bad;
                    }
                }

                writer.WriteEndObject();
                return null;
            default:
                return value.GetType();
        }
    }
}
