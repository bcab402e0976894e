using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>Makes lists, maps, unions and outputs of one constructed type.</summary>
internal abstract class GenericConverter
{
    public abstract Converted Convert(Action<string> warn, string context, object value);

    public static GenericConverter For(Type target)
    {
        var definition = target.GetGenericTypeDefinition();
        var arguments = target.GetGenericArguments();
        var converter = definition == typeof(ImmutableArray<>) ? typeof(Array<>).MakeGenericType(arguments)
            : definition == typeof(Union<,>) ? typeof(Either<,>).MakeGenericType(arguments)
            : definition == typeof(Output<>) ? typeof(Known<>).MakeGenericType(arguments)
            : definition == typeof(ImmutableDictionary<,>) && arguments[0] == typeof(string) ? typeof(Map<>).MakeGenericType(arguments[1])
            : definition == typeof(Dictionary<,>) && arguments[0] == typeof(string) ? typeof(PlainMap<>).MakeGenericType(arguments[1])
            : throw new InvalidOperationException($"{target.FullName} is not a type that outputs can have.");
        return (GenericConverter)Activator.CreateInstance(converter)!;
    }

    private static T As<T>(Action<string> warn, string context, object? value)
        => Converter.Convert(warn, context, value, typeof(T)) is T converted ? converted : default!;

    private sealed class Array<T> : GenericConverter
    {
        public override Converted Convert(Action<string> warn, string context, object value)
            => value is ImmutableArray<object?> list
                ? Converted.To(list.Select(element => As<T>(warn, context, element)).ToImmutableArray())
                : Converter.Unexpected(context, value, typeof(ImmutableArray<object>));
    }

    private sealed class Map<T> : GenericConverter
    {
        public override Converted Convert(Action<string> warn, string context, object value) => value switch
        {
            ImmutableDictionary<string, T> same => Converted.To(same),
            ImmutableDictionary<string, object?> map => Converted.To(
                map.ToImmutableDictionary(entry => entry.Key, entry => As<T>(warn, context, entry.Value))),
            _ => Converter.Unexpected(context, value, typeof(ImmutableDictionary<string, object>)),
        };
    }

    private sealed class PlainMap<T> : GenericConverter
    {
        public override Converted Convert(Action<string> warn, string context, object value)
            => value is ImmutableDictionary<string, object?> map
                ? Converted.To(map.ToDictionary(entry => entry.Key, entry => As<T>(warn, context, entry.Value)))
                : Converter.Unexpected(context, value, typeof(ImmutableDictionary<string, object>));
    }

    private sealed class Either<T0, T1> : GenericConverter
    {
        public override Converted Convert(Action<string> warn, string context, object value)
        {
            var first = Converter.TryConvert(warn, $"{context}.AsT0", value, typeof(T0));
            if (first.Error is null)
            {
                return Converted.To(Union<T0, T1>.FromT0((T0)first.Value!));
            }

            var second = Converter.TryConvert(warn, $"{context}.AsT1", value, typeof(T1));
            return second.Error is null
                ? Converted.To(Union<T0, T1>.FromT1((T1)second.Value!))
                : Converted.Failed(
                    $"Expected {typeof(T0).FullName} or {typeof(T1).FullName} but got {value.GetType().FullName} deserializing {context}");
        }
    }

    private sealed class Known<T> : GenericConverter
    {
        public override Converted Convert(Action<string> warn, string context, object value)
        {
            var converted = Converter.TryConvert(warn, context, value, typeof(T));
            return converted.Error is null ? Converted.To(Output.Create((T)converted.Value!)) : converted;
        }
    }
}
