using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Reads and makes the structs marked [EnumType], by their explicit conversion and their one-value constructor.</summary>
internal sealed class EnumShape
{
    private static readonly ConcurrentDictionary<Type, EnumShape?> Known = new();
    private readonly Type _type;
    private readonly MethodInvoker? _read;
    private readonly ConstructorInvoker? _ofText;
    private readonly ConstructorInvoker? _ofNumber;

    private EnumShape(Type type)
    {
        _type = type;
        var conversion = type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, [type]);
        var isReadable = conversion is not null && (conversion.ReturnType == typeof(string) || conversion.ReturnType == typeof(double));
        _read = isReadable ? MethodInvoker.Create(conversion!) : null;
        _ofText = Constructor(type, typeof(string));
        _ofNumber = Constructor(type, typeof(double));
    }

    public static EnumShape? Of(Type type) => Known.GetOrAdd(
        type, type => type.IsValueType && type.IsDefined(typeof(EnumTypeAttribute)) ? new EnumShape(type) : null);

    public static bool TryRead(object value, out object? plain)
    {
        plain = null;
        if (Of(value.GetType()) is not { } shape)
        {
            return false;
        }

        plain = (shape._read ?? throw new InvalidOperationException(
            $"Expected {shape._type.FullName} to have an explicit conversion operator to String or Double.")).Invoke(null, value);
        return true;
    }

    public Converted Make(object value, string context)
    {
        var constructor = value switch { string => _ofText, double => _ofNumber, _ => null };
        if (value is not (string or double))
        {
            return Converted.Failed(
                $"Expected {typeof(string).FullName} or {typeof(double).FullName} "
                + $"but got {value.GetType().FullName} deserializing {context}");
        }

        return constructor is null
            ? Converted.Failed(
                $"Expected target type {_type.FullName} to have a constructor with a single {value.GetType().FullName} parameter.")
            : Converted.To(constructor.Invoke(value));
    }

    private static ConstructorInvoker? Constructor(Type type, Type value)
    {
        var constructor = type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [value]);
        return constructor is null ? null : ConstructorInvoker.Create(constructor);
    }
}
