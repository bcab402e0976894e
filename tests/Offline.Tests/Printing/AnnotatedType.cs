using System.Collections.ObjectModel;
using System.Reflection;

namespace Infra.Offline.Tests.Printing;

/// <summary>Spells a type with the nullability of its references and the names of its tuple elements. The compiler writes
/// one byte a reference in pre-order (1 not null, 2 nullable), or one byte for all, or a default on the enclosing member.</summary>
internal sealed class AnnotatedType
{
    private readonly Queue<byte>? _bytes;
    private readonly byte _all;
    private readonly Queue<string?> _tupleNames;

    private AnnotatedType(IEnumerable<CustomAttributeData> attributes, MemberInfo owner)
    {
        var list = attributes.ToList();
        var value = list.Find(attribute => attribute.AttributeType.Name == "NullableAttribute")?.ConstructorArguments[0].Value;
        _bytes = value is ReadOnlyCollection<CustomAttributeTypedArgument> many ? new Queue<byte>(many.Select(one => (byte)one.Value!)) : null;
        _all = value is byte single ? single : Default(owner);
        var names = list.Find(attribute => attribute.AttributeType.Name == "TupleElementNamesAttribute")?.ConstructorArguments[0].Value;
        _tupleNames = new Queue<string?>(names is ReadOnlyCollection<CustomAttributeTypedArgument> elements ? elements.Select(one => (string?)one.Value) : []);
    }

    /// <summary>The type of a property, field, parameter or return value.</summary>
    public static string Of(Type type, IEnumerable<CustomAttributeData> attributes, MemberInfo owner) =>
        new AnnotatedType(attributes, owner).Name(type.IsByRef ? type.GetElementType()! : type);

    private static byte Default(MemberInfo? member)
    {
        for (; member is not null; member = member.DeclaringType)
        {
            if (member.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name == "NullableContextAttribute") is { } context)
            {
                return (byte)context.ConstructorArguments[0].Value!;
            }
        }

        return 0;
    }

    private string Name(Type type)
    {
        if (type.IsArray)
        {
            var mark = Mark(type);
            return Name(type.GetElementType()!) + "[" + new string(',', type.GetArrayRank() - 1) + "]" + mark;
        }

        if (type.IsGenericParameter)
        {
            return type.Name + Mark(type);
        }

        if (!type.IsGenericType)
        {
            return TypeNames.Of(type) + (type.IsValueType ? "" : Mark(type));
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value) + "?";
        }

        var suffix = Mark(type);
        return (IsTuple(type) ? Tuple(type) : TypeNames.Of(type, Name)) + suffix;
    }

    /// <summary>Takes the next byte; a generic value type has one too, which says nothing.</summary>
    private string Mark(Type type)
    {
        var next = _bytes is null ? _all : _bytes.TryDequeue(out var one) ? one : (byte)0;
        return next == 2 && (type.IsGenericParameter || !type.IsValueType) ? "?" : "";
    }

    private static bool IsTuple(Type type) =>
        type.GetGenericTypeDefinition().FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal) && type.GetGenericArguments().Length < 8;

    private string Tuple(Type type)
    {
        var elements = type.GetGenericArguments();
        var names = elements.Select(_ => _tupleNames.TryDequeue(out var name) ? name : null).ToList();
        return "(" + string.Join(", ", elements.Select((element, i) => Name(element) + (names[i] is null ? "" : " " + names[i]))) + ")";
    }
}
