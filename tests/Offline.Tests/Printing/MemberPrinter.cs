using System.Reflection;

namespace Infra.Offline.Tests.Printing;

/// <summary>Prints the visible members of a type, one line each, as the listing does.</summary>
internal static class MemberPrinter
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Lines(Type type)
    {
        foreach (var constructor in type.GetConstructors(Declared).Where(constructor => IsVisible(constructor) && !constructor.IsStatic))
        {
            yield return $"ctor   {AttributeNames.Of(constructor.CustomAttributes)}{Protected(constructor)}({Parameters(constructor)})";
        }

        foreach (var field in type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly))
        {
            yield return Field(field, type);
        }

        foreach (var property in type.GetProperties(Declared).Where(property => IsVisible(property.GetMethod) || IsVisible(property.SetMethod)))
        {
            yield return Property(property, type);
        }

        foreach (var added in type.GetEvents(Declared).Where(added => IsVisible(added.AddMethod)))
        {
            yield return $"event  {TypeNames.Of(added.EventHandlerType!)} {added.Name}";
        }

        foreach (var method in type.GetMethods(Declared).Where(IsListed))
        {
            yield return Method(method);
        }
    }

    public static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter => Parameter(parameter, method)));

    public static string Constraints(IEnumerable<Type> arguments) =>
        string.Concat(arguments.Where(argument => argument.IsGenericParameter).Select(Constraint));

    private static bool IsVisible(MethodBase? method) => method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static bool IsListed(MethodInfo method) =>
        IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && !method.Name.Contains('<', StringComparison.Ordinal);

    private static string Protected(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Field(FieldInfo field, Type type) =>
        $"field  {AttributeNames.Of(field.CustomAttributes)}{(field.IsPublic ? "" : "protected ")}"
        + (field.IsLiteral ? "const " : field.IsStatic ? "static " : "")
        + (field.IsInitOnly ? "readonly " : "")
        + $"{AnnotatedType.Of(field.FieldType, field.CustomAttributes, type)} {field.Name}"
        + (field.IsLiteral ? " = " + AttributeNames.Constant(field.GetRawConstantValue(), field.FieldType) : "");

    private static string Property(PropertyInfo property, Type type)
    {
        var attributes = AttributeNames.Of(property.CustomAttributes);
        if (!attributes.Contains("[Input", StringComparison.Ordinal))
        {
            // Lists, maps and secrets carry their attribute on the field behind them.
            var field = type.GetField("_" + char.ToLowerInvariant(property.Name[0]) + property.Name[1..], Declared & ~BindingFlags.Static);
            attributes += AttributeNames.Of(field?.CustomAttributes.Where(attribute => attribute.AttributeType.Name == "InputAttribute") ?? []);
        }

        var index = property.GetIndexParameters();
        return $"prop   {attributes}{Modifiers((property.GetMethod ?? property.SetMethod)!)}"
            + $"{AnnotatedType.Of(property.PropertyType, property.CustomAttributes, property)} {property.Name}"
            + (index.Length > 0 ? "[" + string.Join(", ", index.Select(one => TypeNames.Of(one.ParameterType) + " " + one.Name)) + "]" : "")
            + $" {{ {Accessors(property)}}}";
    }

    private static string Accessors(PropertyInfo property)
    {
        var get = IsVisible(property.GetMethod) ? Protected(property.GetMethod!) + "get; " : "";
        if (!IsVisible(property.SetMethod))
        {
            return get;
        }

        var isInit = property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit");
        return get + Protected(property.SetMethod) + (isInit ? "init; " : "set; ");
    }

    private static string Method(MethodInfo method)
    {
        var extended = method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "ExtensionAttribute") ? "this " : "";
        var generic = method.IsGenericMethodDefinition ? method.GetGenericArguments() : [];
        return $"method {AttributeNames.Of(method.CustomAttributes)}{Protected(method)}{Modifiers(method)}"
            + $"{AnnotatedType.Of(method.ReturnType, method.ReturnParameter.CustomAttributes, method)} {method.Name}"
            + (generic.Length > 0 ? "<" + string.Join(", ", generic.Select(one => one.Name)) + ">" : "")
            + $"({extended}{Parameters(method)}){Constraints(generic)}";
    }

    private static string Modifiers(MethodInfo method)
    {
        var type = method.DeclaringType!;
        var isStatic = method.IsStatic ? "static " : "";
        if (type.IsInterface)
        {
            return isStatic + (!method.IsAbstract && !method.IsStatic ? "default " : "");
        }

        var isVirtual = method.IsVirtual && !method.IsFinal && !type.IsSealed;
        return isStatic + (method.IsAbstract ? "abstract " : !isVirtual ? "" : method.Attributes.HasFlag(MethodAttributes.NewSlot) ? "virtual " : "override ");
    }

    private static string Parameter(ParameterInfo parameter, MethodBase method)
    {
        var isParams = parameter.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "ParamArrayAttribute") ? "params " : "";
        var byRef = !parameter.ParameterType.IsByRef ? "" : parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ";
        var type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        var value = !parameter.IsOptional ? "" : " = " + (parameter.HasDefaultValue ? AttributeNames.Constant(parameter.RawDefaultValue, type) : "default");
        return isParams + byRef + AnnotatedType.Of(type, parameter.CustomAttributes, method) + " " + parameter.Name + value;
    }

    private static string Constraint(Type argument)
    {
        var flags = argument.GenericParameterAttributes;
        var isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        var parts = new List<string>();
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            parts.Add("class");
        }

        if (isStruct)
        {
            parts.Add("struct");
        }

        parts.AddRange(argument.GetGenericParameterConstraints().Where(one => one != typeof(ValueType)).Select(TypeNames.Of));
        if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct)
        {
            parts.Add("new()");
        }

        return parts.Count == 0 ? "" : $" where {argument.Name} : {string.Join(", ", parts)}";
    }
}
