using System.Text;

namespace Infra.Offline.Tests.Printing;

/// <summary>Spells a type as the listing does: full names, + before nested types, C# words for simple types.</summary>
internal static class TypeNames
{
    /// <summary>The name without nullability of references.</summary>
    public static string Of(Type type) => Of(type, Of);

    /// <summary>The name with each generic argument spelled by <paramref name="argument"/>.</summary>
    public static string Of(Type type, Func<Type, string> argument)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!) + "&";
        }

        if (type.IsArray)
        {
            return Of(type.GetElementType()!) + "[" + new string(',', type.GetArrayRank() - 1) + "]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (!type.IsGenericType)
        {
            return Simple(type) ?? type.FullName ?? type.Name;
        }

        return Nullable.GetUnderlyingType(type) is { } value ? Of(value) + "?" : Generic(type, argument);
    }

    private static string? Simple(Type type) => type.FullName switch
    {
        "System.Void" => "void",
        "System.String" => "string",
        "System.Object" => "object",
        "System.Boolean" => "bool",
        "System.Int32" => "int",
        "System.Int64" => "long",
        "System.Double" => "double",
        _ => null,
    };

    private static string Generic(Type type, Func<Type, string> argument)
    {
        var definition = type.GetGenericTypeDefinition();
        var chain = new List<Type>();
        for (var outer = definition; outer is not null; outer = outer.DeclaringType)
        {
            chain.Insert(0, outer);
        }

        var arguments = type.GetGenericArguments();
        var used = 0;
        var name = new StringBuilder(string.IsNullOrEmpty(definition.Namespace) ? "" : definition.Namespace + ".");
        foreach (var link in chain)
        {
            name.Append(link == chain[0] ? "" : "+").Append(link.Name.Split('`')[0]);
            var count = link.GetGenericArguments().Length;
            if (count > used)
            {
                name.Append('<').AppendJoin(", ", arguments[used..count].Select(argument)).Append('>');
                used = count;
            }
        }

        return name.ToString();
    }
}
