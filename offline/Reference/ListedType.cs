using System.Text.RegularExpressions;

namespace Infra.Offline.Reference;

/// <summary>One type of a listing: its first line in parts, and its members as they stand.</summary>
/// <param name="Attributes">The attributes with their brackets, for example <c>[OutputType]</c>.</param>
/// <param name="Kind">Modifiers and keyword, for example <c>sealed class</c>.</param>
/// <param name="Name">The full name with its type parameters; nested types are joined by +.</param>
/// <param name="Rest">What follows the name: base types and constraints.</param>
/// <param name="Members">The members, a line each.</param>
public sealed partial record ListedType(string Attributes, string Kind, string Name, string Rest, IReadOnlyList<string> Members)
{
    /// <summary>The whole first line.</summary>
    public string Head => $"{Attributes}{Kind} {Name}{Rest}";

    /// <summary>The full name without type parameters, as other lines refer to it.</summary>
    public string BaseName => Name.Split('<')[0];

    /// <summary>The namespace: everything before the last dot of the name.</summary>
    public string Namespace => BaseName[..BaseName.LastIndexOf('.')];

    /// <summary>The name without its namespace.</summary>
    public string ShortName => Name[(Namespace.Length + 1)..];

    /// <summary>Reads the first line of a type.</summary>
    public static ListedType Parse(string line)
    {
        var attributes = Syntax.Attributes(line);
        var match = HeadPattern().Match(line[attributes.Length..]);
        return match.Success
            ? new ListedType(attributes, match.Groups["kind"].Value, match.Groups["name"].Value, match.Groups["rest"].Value, [])
            : throw new FormatException($"listing: '{line}' is no type; one reads 'sealed class Pulumi.X : Pulumi.Base'");
    }

    /// <summary>The simple name of a member: of a method, property or field; <c>.ctor</c> of a constructor; empty for values of
    /// an enum and the signature of a delegate, which no listing leaves out.</summary>
    public static string MemberName(string line)
    {
        var kind = line.Split(' ')[0];
        var rest = line[kind.Length..].TrimStart();
        rest = rest[Syntax.Attributes(rest).Length..];
        return kind switch
        {
            "ctor" => ".ctor",
            "method" => MethodPattern().Match(rest).Groups["name"].Value,
            "prop" => PropertyPattern().Match(rest).Groups["name"].Value,
            "field" => rest.Split(" = ")[0].Split(' ')[^1],
            "event" => rest.Split(' ')[^1],
            _ => "",
        };
    }

    [GeneratedRegex(@"^(?<kind>(?:(?:sealed|abstract|static) )?(?:class|struct|interface|enum|delegate)) (?<name>[^ <]+(?:<[^>]*>)?)(?<rest>(?: : | where ).*)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeadPattern();

    [GeneratedRegex(@" (?<name>\w+)(<[\w, ]+>)?\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MethodPattern();

    [GeneratedRegex(@" (?<name>\w+)(\[[^\]]*\])? \{", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PropertyPattern();
}
