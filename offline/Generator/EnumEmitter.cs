namespace Infra.Offline.Generator;

/// <summary>Emits a struct of named string values. The listing shows the names; in the types in use the values are equal to them.</summary>
internal static class EnumEmitter
{
    public static void Emit(CodeWriter code, ListedType type)
    {
        var name = type.ShortName;
        code.Line("[global::Pulumi.EnumType]");
        code.Line($"public readonly struct {name} : global::System.IEquatable<{name}>");
        code.Open();
        code.Line("private readonly string _value;");
        code.Line();
        code.Line($"private {name}(string value) => _value = value;");
        code.Line();
        foreach (var member in type.Members.Where(member => member.Kind == "prop" && member.IsStatic))
        {
            code.Line($"public static {name} {member.Name} {{ get; }} = new({CSharp.Literal(member.Name)});");
        }

        code.Line();
        code.Line($"public static bool operator ==({name} left, {name} right) => left.Equals(right);");
        code.Line($"public static bool operator !=({name} left, {name} right) => !left.Equals(right);");
        code.Line($"public static explicit operator string({name} value) => value._value;");
        code.Line();
        code.Line($"public override bool Equals(object? obj) => obj is {name} other && Equals(other);");
        code.Line($"public bool Equals({name} other) => string.Equals(_value, other._value, global::System.StringComparison.Ordinal);");
        code.Line("public override int GetHashCode() => _value?.GetHashCode() ?? 0;");
        code.Line("public override string ToString() => _value;");
        code.Close();
    }
}
