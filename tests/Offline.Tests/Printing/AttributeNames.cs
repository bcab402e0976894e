using System.Collections.ObjectModel;
using System.Globalization;
using System.Reflection;

namespace Infra.Offline.Tests.Printing;

/// <summary>Spells attributes and constants as the listing does; what the compiler adds is left out.</summary>
internal static class AttributeNames
{
    private static readonly HashSet<string> Compiler = new(StringComparer.Ordinal)
    {
        "NullableAttribute", "NullableContextAttribute", "CompilerGeneratedAttribute", "DebuggerBrowsableAttribute", "DebuggerDisplayAttribute",
        "AsyncStateMachineAttribute", "IteratorStateMachineAttribute", "DebuggerStepThroughAttribute", "IsReadOnlyAttribute", "ExtensionAttribute",
        "DefaultMemberAttribute", "TupleElementNamesAttribute", "AsyncIteratorStateMachineAttribute", "SuppressMessageAttribute", "EditorBrowsableAttribute",
    };

    /// <summary>The attributes in ordinal order, each with a blank after it.</summary>
    public static string Of(IEnumerable<CustomAttributeData> attributes) => string.Concat(attributes
        .Where(attribute => !Compiler.Contains(attribute.AttributeType.Name) && attribute.AttributeType.Namespace != "System.Diagnostics.CodeAnalysis")
        .Select(attribute => Of(attribute) + " ")
        .Order(StringComparer.Ordinal));

    /// <summary>A constant.</summary>
    public static string Constant(object? value, Type type) => value switch
    {
        null => type.IsValueType ? "default" : "null",
        string text => "\"" + text.Replace("\n", "\\n", StringComparison.Ordinal) + "\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Of(CustomAttributeData attribute)
    {
        var isWire = attribute.AttributeType.Name is "InputAttribute" or "OutputAttribute";
        var names = attribute.Constructor.GetParameters();
        var parts = new List<string>();
        for (var i = 0; i < attribute.ConstructorArguments.Count; i++)
        {
            var argument = attribute.ConstructorArguments[i];
            if (isWire && i > 0)
            {
                // Of [Input] and [Output] the name is shown always, a flag only where it is set.
                if (argument.Value is not (false or null))
                {
                    parts.Add(names[i].Name + "=" + Constant(argument.Value, argument.ArgumentType));
                }

                continue;
            }

            parts.Add(Argument(argument));
        }

        parts.AddRange(attribute.NamedArguments.Select(named => named.MemberName + "=" + Argument(named.TypedValue)));
        var name = attribute.AttributeType.Name;
        name = name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name;
        return "[" + name + (parts.Count > 0 ? "(" + string.Join(", ", parts) + ")" : "") + "]";
    }

    private static string Argument(CustomAttributeTypedArgument argument) => argument.Value switch
    {
        Type type => TypeNames.Of(type),
        ReadOnlyCollection<CustomAttributeTypedArgument> many => "[" + string.Join(',', many.Select(one => Constant(one.Value, one.ArgumentType))) + "]",
        var value => Constant(value, argument.ArgumentType),
    };
}
