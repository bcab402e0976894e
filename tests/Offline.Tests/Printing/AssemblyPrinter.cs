using System.Reflection;
using System.Text;

namespace Infra.Offline.Tests.Printing;

/// <summary>Prints the visible types of an assembly in the format of the listing.</summary>
internal static class AssemblyPrinter
{
    public static string Print(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetTypes().Where(IsVisible).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append('\n').Append(Head(type)).Append('\n');
            foreach (var line in Members(type))
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Also protected nested types: a product class could derive and use them.</summary>
    private static bool IsVisible(Type type) =>
        (type.IsPublic || type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && (type.DeclaringType is null || IsVisible(type.DeclaringType));

    private static bool IsDelegate(Type type) => type.BaseType == typeof(MulticastDelegate);

    private static string Head(Type type)
    {
        var bases = Bases(type).ToList();
        return $"{AttributeNames.Of(type.CustomAttributes)}{Kind(type)} {TypeNames.Of(type)}"
            + (bases.Count > 0 ? " : " + string.Join(", ", bases) : "")
            + MemberPrinter.Constraints(type.GetGenericArguments());
    }

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        _ when IsDelegate(type) => "delegate",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum)
        {
            return [TypeNames.Of(type.GetEnumUnderlyingType())];
        }

        if (IsDelegate(type))
        {
            return [];
        }

        var inherited = type.BaseType?.GetInterfaces().Select(TypeNames.Of).ToHashSet(StringComparer.Ordinal) ?? [];
        var interfaces = type.GetInterfaces().Where(one => one.IsVisible).Select(TypeNames.Of).Where(name => !inherited.Contains(name)).Order(StringComparer.Ordinal);
        return type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? interfaces.Prepend(TypeNames.Of(parent)) : interfaces;
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (IsDelegate(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            return [$"Invoke({MemberPrinter.Parameters(invoke)}) -> {AnnotatedType.Of(invoke.ReturnType, invoke.ReturnParameter.CustomAttributes, invoke)}"];
        }

        return type.IsEnum
            ? type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{field.Name} = {field.GetRawConstantValue()}")
            : MemberPrinter.Lines(type).Order(StringComparer.Ordinal);
    }
}
