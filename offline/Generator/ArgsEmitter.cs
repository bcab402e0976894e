namespace Infra.Offline.Generator;

/// <summary>Emits a class of inputs. Lists, maps and secrets keep their attribute on a private field, as in the packages.</summary>
internal static class ArgsEmitter
{
    public static void Emit(CodeWriter code, ListedType type, Facts facts)
    {
        code.Line($"public {type.Kind} {type.ShortName} : global::Pulumi.ResourceArgs");
        code.Open();
        foreach (var member in type.WireProperties)
        {
            Property(code, type, member, facts);
            code.Line();
        }

        var defaults = facts.Defaults(type).ToList();
        code.Line($"public {type.ShortName}()");
        code.Open();
        foreach (var assignment in defaults)
        {
            code.Line(assignment + ";");
        }

        code.Close();
        if (type.Members.Any(member => member.Name == "Empty"))
        {
            code.Line();
            code.Line($"public static new {type.ShortName} Empty => new {type.ShortName}();");
        }

        code.Close();
    }

    private static void Property(CodeWriter code, ListedType type, ListedMember member, Facts facts)
    {
        var listed = CSharp.Type(member.Type);
        var isCollection = member.Type.StartsWith("Pulumi.InputList<", StringComparison.Ordinal) || member.Type.StartsWith("Pulumi.InputMap<", StringComparison.Ordinal);
        if (isCollection)
        {
            var field = "_" + CSharp.Camel(member.Name);
            code.Line(CSharp.WireAttribute(member));
            code.Line($"private {listed}? {field};");
            Obsolete(code, member);
            code.Line($"public {listed} {member.Name} {{ get => {field} ??= new(); set => {field} = value; }}");
        }
        else if (facts.IsSecretInput(type, member))
        {
            var field = "_" + CSharp.Camel(member.Name);
            code.Line(CSharp.WireAttribute(member));
            code.Line($"private {listed} {field};");
            Obsolete(code, member);
            code.Line($"public {listed} {member.Name} {{ get => {field}; set => {field} = Utilities.Secret(value); }}");
        }
        else
        {
            code.Line(CSharp.WireAttribute(member));
            Obsolete(code, member);
            var needsValue = !listed.EndsWith('?') && !IsValueType(listed);
            code.Line($"public {listed} {member.Name} {{ get; set; }}" + (needsValue ? " = null!;" : ""));
        }
    }

    private static bool IsValueType(string type) =>
        type is "bool" or "int" or "long" or "double" || type.StartsWith("global::System.Collections.Immutable.ImmutableArray<", StringComparison.Ordinal);

    private static void Obsolete(CodeWriter code, ListedMember member)
    {
        if (member.Obsolete is { } obsolete)
        {
            code.Line(CSharp.Obsolete(obsolete));
        }
    }
}
