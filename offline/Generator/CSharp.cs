using System.Text.RegularExpressions;

namespace Infra.Offline.Generator;

/// <summary>Spells what a listing says in C#.</summary>
internal static partial class CSharp
{
    private static readonly HashSet<string> Keywords = new(
        """
        abstract as base bool break byte case catch char checked class const continue decimal default delegate do
        double else enum event explicit extern false finally fixed float for foreach goto if implicit in int interface
        internal is lock long namespace new null object operator out override params private protected public readonly
        ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint
        ulong unchecked unsafe ushort using virtual void volatile while
        """.Split([' ', '\n']),
        StringComparer.Ordinal);

    /// <summary>Qualifies names with global::, because Pulumi.Gcp.X sees namespaces such as Pulumi.Gcp.Inputs first.</summary>
    public static string Type(string listed) => NamePattern().Replace(listed, match => "global::" + match.Value.Replace('+', '.'));

    /// <summary>A wire name as a parameter name; null where it is no identifier.</summary>
    public static string? Identifier(string wireName) =>
        !IdentifierPattern().IsMatch(wireName) ? null : Keywords.Contains(wireName) ? "@" + wireName : wireName;

    /// <summary>The first letter in lower case.</summary>
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>A string literal. Listings print a line break as \n and no other escape.</summary>
    public static string Literal(string text) => "\"" + text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\\\\n", "\\n", StringComparison.Ordinal) + "\"";

    /// <summary><c>[Input("a", required=true)]</c> as <c>[global::Pulumi.Input("a", required: true)]</c>.</summary>
    public static string WireAttribute(ListedMember member) =>
        "[global::Pulumi." + member.WireAttribute![1..].Replace("=true", ": true", StringComparison.Ordinal);

    /// <summary><c>[Obsolete("text")]</c> with its text escaped.</summary>
    public static string Obsolete(string listed) => "[global::System.Obsolete(" + Literal(listed["[Obsolete(\"".Length..^"\")]".Length]) + ")]";

    [GeneratedRegex(@"(?<![\w.])(?:Pulumi|System)\.[\w.+]+", RegexOptions.None, matchTimeoutMilliseconds: 600_000)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[A-Za-z_]\w*$", RegexOptions.None, matchTimeoutMilliseconds: 600_000)]
    private static partial Regex IdentifierPattern();
}
