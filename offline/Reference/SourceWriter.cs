using System.Text;
using System.Text.RegularExpressions;

namespace Infra.Offline.Reference;

/// <summary>Says in C# what a listing says. Nothing has a body that does anything.</summary>
internal static partial class SourceWriter
{
    private const string NoBody = "=> throw null!;";

    private static readonly Dictionary<string, string> Operators = new(StringComparer.Ordinal)
    {
        ["op_Equality"] = "operator ==",
        ["op_Explicit"] = "explicit operator",
        ["op_Implicit"] = "implicit operator",
        ["op_Inequality"] = "operator !=",
    };

    /// <summary>Interfaces that the packages implement where nobody sees it, with the member that they do not show.</summary>
    private static readonly (string Interface, string Shown, string Implementation)[] Hidden =
    [
        ("System.Collections.IEnumerable", " System.Collections.IEnumerator GetEnumerator(", "global::System.Collections.IEnumerator global::System.Collections.IEnumerable.GetEnumerator() " + NoBody),
        ("System.IEquatable<", " Equals(", "bool global::{0}.Equals({1} other) " + NoBody),
    ];

    /// <summary>The source of an assembly.</summary>
    public static string Write(Listing listing)
    {
        var code = new StringBuilder("#nullable enable\n");
        code.Append("[assembly: global::System.Reflection.AssemblyVersion(\"").Append(listing.Version).Append(".0\")]\n");
        foreach (var group in listing.Types.GroupBy(type => type.Namespace, StringComparer.Ordinal))
        {
            code.Append("namespace ").Append(group.Key).Append("\n{\n");
            foreach (var type in group.Where(type => !type.Name.Contains('+', StringComparison.Ordinal)))
            {
                Write(code, type, listing.Types);
            }

            code.Append("}\n");
        }

        return code.ToString();
    }

    private static void Write(StringBuilder code, ListedType type, IReadOnlyList<ListedType> all)
    {
        code.Append(Attributes(type.Attributes)).Append("public ");
        var name = type.Name[(type.Name.LastIndexOfAny(['.', '+'], type.BaseName.Length - 1) + 1)..];
        if (type.Kind == "delegate")
        {
            var signature = type.Members[0];
            var close = Syntax.Close(signature, signature.IndexOf('(', StringComparison.Ordinal));
            var parameters = signature[(signature.IndexOf('(', StringComparison.Ordinal) + 1)..close];
            code.Append($"delegate {Type(signature[(close + " -> ".Length + 1)..])} {name}({Parameters(parameters)});\n");
            return;
        }

        code.Append(type.Kind).Append(' ').Append(name).Append(Type(type.Rest)).Append("\n{\n");
        foreach (var member in type.Members)
        {
            code.Append(type.Kind == "enum" ? member + "," : Member(member, type, name.Split('<')[0])).Append('\n');
        }

        if (type.Kind.EndsWith("class", StringComparison.Ordinal) && type.Kind != "static class" && !type.Members.Any(member => ListedType.MemberName(member) == ".ctor"))
        {
            code.Append("private ").Append(name.Split('<')[0]).Append("() { }\n");
        }

        foreach (var (shown, implementation) in type.Kind == "interface" ? [] : Hidden.Where(one => type.Rest.Contains(one.Interface, StringComparison.Ordinal)).Select(one => (one.Shown, one.Implementation)))
        {
            var self = type.Name.Replace('+', '.');
            if (!type.Members.Any(member => member.Contains(shown + (shown == " Equals(" ? self + " " : ""), StringComparison.Ordinal)))
            {
                code.Append(implementation.Replace("{0}", $"System.IEquatable<global::{self}>", StringComparison.Ordinal).Replace("{1}", "global::" + self, StringComparison.Ordinal)).Append('\n');
            }
        }

        foreach (var nested in all.Where(nested => nested.BaseName.StartsWith(type.BaseName + "+", StringComparison.Ordinal) && nested.BaseName.LastIndexOf('+') == type.BaseName.Length))
        {
            Write(code, nested, all);
        }

        code.Append("}\n");
    }

    private static string Member(string line, ListedType type, string typeName)
    {
        var kind = line.Split(' ')[0];
        var rest = line[kind.Length..].TrimStart();
        var attributes = Syntax.Attributes(rest);
        rest = rest[attributes.Length..];
        var start = Attributes(attributes);
        var isProtected = rest.StartsWith("protected ", StringComparison.Ordinal);
        rest = isProtected ? rest["protected ".Length..] : rest;
        var access = type.Kind == "interface" ? "" : isProtected ? "protected " : "public ";
        return kind switch
        {
            "ctor" => $"{start}{access}{typeName}({Parameters(rest[1..^1])}) {{ }}",
            "field" => Field(start + access, rest),
            "prop" => Property(start, access, rest, type),
            "event" => $"{start}{access}event {Type(rest[..rest.LastIndexOf(' ')])} {rest[(rest.LastIndexOf(' ') + 1)..]};",
            "method" => Method(start + access, rest, type),
            _ => throw new FormatException($"listing: '{line}' of {type.Name} is no member; one begins with ctor, event, field, method or prop"),
        };
    }

    private static string Field(string start, string text)
    {
        var (declared, value) = text.Split(" = ", 2) is [var before, var after] ? (before, " = " + Value(after)) : (text, "");
        var modifiers = Modifiers(ref declared, ["const", "static", "readonly"]);
        var blank = declared.LastIndexOf(' ');
        return $"{start}{modifiers}{Type(declared[..blank])} @{declared[(blank + 1)..]}{value};";
    }

    private static string Property(string start, string access, string text, ListedType type)
    {
        var open = text.LastIndexOf('{');
        var declared = text[..open].TrimEnd();
        var accessors = text[(open + 1)..^1].Trim().Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (accessors.All(accessor => accessor.StartsWith("protected ", StringComparison.Ordinal)))
        {
            (access, accessors) = ("protected ", [.. accessors.Select(accessor => accessor["protected ".Length..])]);
        }

        var modifiers = Modifiers(ref declared, ["static", "default", "abstract", "virtual", "override"]);
        var hasBody = type.Kind != "interface" && !modifiers.Contains("abstract", StringComparison.Ordinal);
        var bodies = accessors.Select(accessor => !hasBody ? accessor + ";" : accessor.EndsWith("get", StringComparison.Ordinal) ? $"{accessor} {NoBody}" : accessor + " { }");
        var index = declared.EndsWith(']') ? declared.LastIndexOf('[') : -1;
        var name = index < 0 ? "@" + declared[(declared.LastIndexOf(' ') + 1)..] : $"this[{Parameters(declared[(index + 1)..^1])}]";
        var before = index < 0 ? declared : declared[..index];
        return $"{start}{access}{modifiers}{Type(before[..before.LastIndexOf(' ')])} {name} {{ {string.Join(' ', bodies)} }}";
    }

    private static string Method(string start, string text, ListedType type)
    {
        var modifiers = Modifiers(ref text, ["static", "default", "abstract", "virtual", "override"]);
        var match = MethodPattern().Match(text);
        var open = match.Index + match.Length - 1;
        var close = Syntax.Close(text, open);
        var returns = Type(text[..match.Index]);
        var parameters = Parameters(text[(open + 1)..close]);
        var end = Type(text[(close + 1)..]) + (modifiers.Contains("abstract", StringComparison.Ordinal) || (type.Kind == "interface" && !modifiers.Contains("default", StringComparison.Ordinal)) ? ";" : " " + NoBody);
        var name = match.Groups["name"].Value;
        if (Operators.TryGetValue(name, out var symbol))
        {
            return symbol.StartsWith("operator", StringComparison.Ordinal)
                ? $"{start}static {returns} {symbol}({parameters}){end}"
                : $"{start}static {symbol} {returns}({parameters}){end}";
        }

        modifiers = modifiers.Replace("default ", "", StringComparison.Ordinal);
        return $"{start}{modifiers}{(IsOverride(name, text, type, modifiers) ? "override " : "")}{returns} @{name}{match.Groups["generic"].Value}({parameters}){end}";
    }

    /// <summary>In types that nobody derives from a listing does not say what overrides.</summary>
    private static bool IsOverride(string name, string text, ListedType type, string modifiers) => modifiers.Length == 0 && type.Kind is not ("interface" or "static class")
        && (text.EndsWith(" ToString()", StringComparison.Ordinal) || text.EndsWith(" GetHashCode()", StringComparison.Ordinal) || (name == "Equals" && text.Contains("(object", StringComparison.Ordinal)));

    private static string Modifiers(ref string text, string[] known)
    {
        var modifiers = "";
        while (text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank && known.Contains(text[..blank], StringComparer.Ordinal))
        {
            modifiers += text[..(blank + 1)];
            text = text[(blank + 1)..];
        }

        return modifiers;
    }

    private static string Parameters(string list) => string.Join(", ", Syntax.Split(list).Select(Parameter));

    /// <summary>A parameter such as <c>params T[] items</c>, <c>out T0 value</c> or <c>string name = "a"</c>.</summary>
    private static string Parameter(string text)
    {
        var (declared, value) = text.Split(" = ", 2) is [var before, var after] ? (before, after) : (text, null);
        var modifiers = Modifiers(ref declared, ["this", "params", "out", "ref", "in"]);
        var blank = declared.LastIndexOf(' ');
        var type = declared[..blank];
        return $"{modifiers}{Type(type)} @{declared[(blank + 1)..]}" + (value is null ? "" : " = " + (IsEnumValue(type, value) ? $"({Type(type)})({value})" : Value(value)));
    }

    private static bool IsEnumValue(string type, string value) => type.Contains('.', StringComparison.Ordinal) && (char.IsDigit(value[0]) || value[0] == '-');

    /// <summary>A text is printed as it is, but for a line break, which is \n.</summary>
    private static string Value(string value) => value[0] != '"' ? value : Text(value[1..^1]);

    private static string Text(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\\\\n", "\\n", StringComparison.Ordinal) + "\"";

    private static string Attributes(string attributes) => string.Concat(Syntax.Each(attributes).Select(Attribute));

    private static string Attribute(string text)
    {
        var name = text.Split('(')[0];
        var arguments = text.Length > name.Length ? text[(name.Length + 1)..^1] : "";
        return name switch
        {
            "Input" or "Output" => $"[global::Pulumi.{name}Attribute({arguments.Replace("=true", ": true", StringComparison.Ordinal)})] ",
            "EnumType" or "OutputConstructor" or "OutputType" => $"[global::Pulumi.{name}Attribute] ",
            "Obsolete" when arguments.Length == 0 => "[global::System.Obsolete] ",
            "Obsolete" => $"[global::System.Obsolete({Text(arguments[1..^1])})] ",
            "AttributeUsage" => $"[global::System.AttributeUsage((global::System.AttributeTargets){arguments})] ",
            _ => throw new FormatException($"listing: the attribute '{text}' is not known; SourceWriter.Attribute says which are"),
        };
    }

    /// <summary>Full names from the root, since namespaces and types share names, and the tuple of one, which has no short form.</summary>
    private static string Type(string listed) => SinglePattern().Replace(NamePattern().Replace(listed.Replace('+', '.'), match => "global::" + match.Value), "global::System.ValueTuple<${one}>");

    [GeneratedRegex(@"(?<![\w.:])(?:Pulumi|System|Microsoft)\.\w", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"(?<!\w)\((?<one>\w+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SinglePattern();

    [GeneratedRegex(@" (?<name>\w+)(?<generic><[\w, ]+>)?\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MethodPattern();
}
