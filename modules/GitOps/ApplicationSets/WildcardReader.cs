using System.Text;
using System.Text.RegularExpressions;
using Infra.GitOps.Templates;

namespace Infra.GitOps.ApplicationSets;

/// <summary>Makes an expression of one pattern with <c>*</c>, <c>?</c>, <c>[a-z]</c> and <c>\</c>.</summary>
/// <param name="pattern">The pattern.</param>
/// <param name="characters">The pattern as what it is compared by, which git does by bytes.</param>
internal sealed class WildcardReader(string pattern, string characters)
{
    private static readonly Dictionary<string, string> Classes = new(StringComparer.Ordinal)
    {
        ["alnum"] = "a-zA-Z0-9",
        ["alpha"] = "a-zA-Z",
        ["blank"] = " \\t",
        ["cntrl"] = "\\x00-\\x1F\\x7F",
        ["digit"] = "0-9",
        ["graph"] = "\\x21-\\x7E",
        ["lower"] = "a-z",
        ["print"] = "\\x20-\\x7E",
        ["punct"] = "\\x21-\\x2F\\x3A-\\x40\\x5B-\\x60\\x7B-\\x7E",
        ["space"] = " \\t\\n\\r\\f\\v",
        ["upper"] = "A-Z",
        ["xdigit"] = "0-9A-Fa-f",
    };

    private int at;

    /// <summary>What a star is.</summary>
    public required string AnyStar { get; init; }

    /// <summary>What a question mark is.</summary>
    public required string One { get; init; }

    /// <summary>The characters that turn a class round.</summary>
    public required string Negation { get; init; }

    /// <summary>Whether a class may match the slash that it names or, turned round, does not name.</summary>
    public bool HoldsSlash { get; init; }

    /// <summary>Whether there are classes such as <c>[:alpha:]</c>, and a bracket may be the first in one.</summary>
    public bool HasClasses { get; init; }

    /// <summary>Whether a malformed pattern matches nothing; others are refused.</summary>
    public bool IsLenient { get; init; }

    /// <summary>A text as its bytes in UTF-8, a character for each.</summary>
    public static string Bytes(string text) => Ascii.IsValid(text) ? text : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>The expression.</summary>
    /// <exception cref="FunctionException">The pattern is malformed.</exception>
    public string Read()
    {
        StringBuilder expression = new();
        while (at < characters.Length)
        {
            char c = characters[at++];
            string? piece = c switch
            {
                '*' => AnyStar,
                '?' => One,
                '[' => Class(),
                '\\' => at < characters.Length ? Escaped(characters[at++]) : null,
                _ => Escaped(c),
            };
            if (piece is null)
            {
                return IsLenient ? "[^\\s\\S]" : throw new FunctionException($"the pattern '{pattern}' is malformed: a class is not closed or is empty, or a '\\' has nothing after it");
            }

            if (piece != AnyStar || expression.Length < AnyStar.Length || expression.ToString(expression.Length - AnyStar.Length, AnyStar.Length) != AnyStar)
            {
                expression.Append(piece);
            }
        }

        return expression.ToString();
    }

    private string? Class()
    {
        bool isNegated = at < characters.Length && Negation.Contains(characters[at], StringComparison.Ordinal);
        at += isNegated ? 1 : 0;
        StringBuilder set = new();
        bool isFirst = true;
        while (true)
        {
            if (at >= characters.Length)
            {
                return null;
            }

            if (characters[at] == ']' && !(isFirst && HasClasses))
            {
                at++;
                return isFirst ? null : Made(set.ToString(), isNegated);
            }

            isFirst = false;
            if (HasClasses && characters[at] == '[' && at + 1 < characters.Length && characters[at + 1] == ':' && characters.IndexOf(']', at + 2) is var end && (end < 0 || (end > at + 2 && characters[end - 1] == ':')))
            {
                if (end < 0 || !Classes.TryGetValue(characters[(at + 2)..(end - 1)], out string? named))
                {
                    return null;
                }

                set.Append(named);
                at = end + 1;
            }
            else if (Character() is not { } from)
            {
                return null;
            }
            else if (at + 1 < characters.Length && characters[at] == '-' && characters[at + 1] != ']')
            {
                at++;
                if (Character() is not { } to)
                {
                    return null;
                }

                set.Append(from <= to ? $"{Coded(from)}-{Coded(to)}" : HasClasses ? Coded(from) : "");
            }
            else
            {
                set.Append(Coded(from));
            }
        }
    }

    // Go and doublestar refuse a '-' that stands for itself.
    private char? Character()
    {
        char c = characters[at++];
        return c == '-' && !HasClasses ? null : c != '\\' ? c : at < characters.Length ? characters[at++] : null;
    }

    private string Made(string set, bool isNegated) => (set.Length, isNegated) switch
    {
        (0, true) => HoldsSlash ? "[\\s\\S]" : "[^/]",
        (0, false) => "[^\\s\\S]",
        (_, true) => HoldsSlash ? $"[^{set}]" : $"(?:[^/{set}])",
        (_, false) => HoldsSlash ? $"[{set}]" : $"[{set}-[/]]",
    };

    private static string Coded(char c) => $"\\u{(int)c:X4}";

    private static string Escaped(char c) => Regex.Escape(c.ToString());
}
